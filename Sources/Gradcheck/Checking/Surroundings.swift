// SPDX-License-Identifier: Apache-2.0

/// What rounding does to a function and its derivatives near the point.
///
/// Measured only when a first comparison, which assumes the rounding of the results alone, does not convince.
struct Surroundings {
  /// The noise of the function.
  let noise: FunctionNoise
  /// Equally spaced points so near each other that derivatives differ by rounding, with the point in the
  /// middle.
  let neighbours: [[Double]]

  init(of subject: any Subject, _ base: Evaluation, along random: [Double]) throws {
    let point = subject.point
    // Features of the function may be as small as the point itself.
    let direction = zip(point, random).map { ($0 == 0 ? 1 : $0) * $1 }
    noise = try FunctionNoise(count: subject.outputs.count) { t in
      let evaluation = try subject.evaluate(at: zip(point, direction).map { $0 + t * $1 })
      return evaluation.obstacle(from: base) == nil ? evaluation.values : nil
    }
    neighbours = try Self.neighbours(of: subject, base, along: direction)
  }

  /// Five points on a line along which the function is smooth: one that leaves zeros as they are, if need be,
  /// or the point alone.
  private static func neighbours(
    of subject: any Subject, _ base: Evaluation, along direction: [Double]
  ) throws -> [[Double]] {
    let point = subject.point
    let spacing = Double(sign: .plus, exponent: 5 * Rounding.epsilon.exponent / 8, significand: 1)
    for direction in [direction, zip(point, direction).map { $0 == 0 ? 0 : $1 }] {
      let points = (-2...2).map { k in zip(point, direction).map { $0 + spacing * Double(k) * $1 } }
      if try points.allSatisfy({ try subject.evaluate(at: $0).obstacle(from: base) == nil }) { return points }
    }
    return [point]
  }
}

extension Checker {
  /// The surroundings of the point, measured once.
  mutating func measured() throws -> Surroundings {
    if let surroundings { return surroundings }
    let measured = try Surroundings(of: subject, base, along: scales.map { _ in probes.signedUnit() })
    report.evaluations += measured.noise.evaluations
    surroundings = measured
    return measured
  }
}
