// SPDX-License-Identifier: Apache-2.0

/// A derivative by differences, with its estimated error.
struct DifferenceEstimate {
  var value = Double.nan
  var error = Double.infinity
  /// The smallest of the steps that it was made from.
  var step = 0.0

  var isKnown: Bool { error.isFinite && value.isFinite }

  /// The estimate divided by the scale that the direction had.
  func divided(by scale: Double) -> DifferenceEstimate {
    DifferenceEstimate(value: value / scale, error: error / scale, step: step)
  }

  /// This estimate or one from smaller steps.
  ///
  /// When they agree, the more accurate one. When they do not, the steps of one were too large to see the
  /// function's features: the derivative is the limit, so the smaller steps decide if they can.
  func refined(by finer: DifferenceEstimate) -> DifferenceEstimate {
    guard isKnown else { return finer }
    guard finer.isKnown else { return self }
    let agree = (value - finer.value).magnitude <= Comparison.safety * (error + finer.error)
    if agree { return finer.error < error ? finer : self }
    return Comparison.safety * finer.error <= 1e-3 * finer.value.magnitude ? finer : self
  }
}

/// Central differences of a vector function φ(t) at t = 0, extrapolated to step 0.
///
/// Ridders, Accurate computation of F′(x) and F′(x)F″(x), Advances in Engineering Software 4(2), 1982:
/// Richardson's tableau over halved steps, whose neighbouring cells give the error. Every step is a power of
/// two. The error also covers the noise of φ, which a tableau may hide by accident.
struct RiddersTableau {
  /// The rounding noise of each component of φ.
  let noise: [Double]

  private static let columns = 6
  private static let wantedAccuracy = 1e-11

  /// - Parameters:
  ///   - start: The binary exponent of the first step; negative for steps below 1.
  ///   - levels: The largest number of steps.
  ///   - function: φ; `nil` where it is no use, as not finite, or beyond a kink.
  func derivatives(start: Int, levels: Int, of function: (Double) throws -> [Double]?) rethrows
    -> [DifferenceEstimate]
  {
    var best = Array(repeating: DifferenceEstimate(), count: noise.count)
    var previous: [[Double]] = []
    var usableLevels = 0
    for level in 0..<levels {
      let h = Double(sign: .plus, exponent: start - level, significand: 1)
      guard let up = try function(h), let down = try function(-h) else {
        previous = []
        usableLevels = 0
        continue
      }
      var row = [zip(up, down).map { ($0 - $1) / (2 * h) }]
      var isSettled = true
      usableLevels += 1
      for column in 1..<max(1, min(previous.count + 1, Self.columns)) {
        row.append(extrapolated(row, previous, column))
      }
      for i in noise.indices {
        let noiseError = 2 * max(noise[i], Double.ulpOfOne * max(up[i].magnitude, down[i].magnitude)) / h
        for column in 1..<max(1, row.count) {
          let value = row[column][i]
          let gap = max((value - row[column - 1][i]).magnitude, (value - previous[column - 1][i]).magnitude)
          if gap + noiseError < best[i].error {
            best[i] = DifferenceEstimate(value: value, error: gap + noiseError, step: h)
          }
        }
        // Half the step has twice the noise.
        let isNoisy = 2 * noiseError >= best[i].error
        isSettled = isSettled && (isNoisy || best[i].error <= Self.wantedAccuracy * best[i].value.magnitude)
      }
      if isSettled, usableLevels >= 3 { break }
      previous = row
    }
    return best
  }

  private func extrapolated(_ row: [[Double]], _ previous: [[Double]], _ column: Int) -> [Double] {
    let factor = Double(sign: .plus, exponent: 2 * column, significand: 1) - 1
    return zip(row[column - 1], previous[column - 1]).map { $0 + ($0 - $1) / factor }
  }
}
