// SPDX-License-Identifier: Apache-2.0

/// Differences of a vector function φ(t) at t = 0, extrapolated to step 0.
///
/// Ridders, Accurate computation of F′(x) and F′(x)F″(x), Advances in Engineering Software 4(2), 1982:
/// Richardson's tableau over halved steps, whose neighbouring cells give the error. Every step is a power of
/// two. The error also covers the noise of φ, which a tableau may hide by accident.
struct RiddersTableau {
  /// On which sides of 0 the function is evaluated.
  enum Side {
    /// On both: errors are of even powers of the step.
    case both
    /// For t > 0 only: errors are of all powers.
    case right
    /// For t < 0 only.
    case left
  }

  /// φ at a step.
  enum Sample {
    case values([Double])
    /// No use, as not finite or beyond a kink; steps below `safeStep` may be. 0 when none is.
    case obstructed(safeStep: Double)
  }

  /// φ(0).
  let center: [Double]
  /// The rounding noise of each component of φ.
  let noise: [Double]
  let side: Side

  private static let columns = 6
  private static let wantedAccuracy = 1e-11
  /// The least step: differences of smaller ones have no digits.
  private static let leastExponent = -60

  /// - Parameters:
  ///   - start: The binary exponent of the first step; negative for steps below 1.
  ///   - levels: The largest number of steps.
  ///   - function: φ.
  func derivatives(start: Int, levels: Int, of function: (Double) throws -> Sample) rethrows
    -> [DifferenceEstimate]
  {
    var best = Array(repeating: DifferenceEstimate(), count: noise.count)
    var previous: [[Double]] = []
    var usableLevels = 0
    var exponent = start
    for _ in 0..<levels {
      guard exponent >= Self.leastExponent else { break }
      let h = Double(sign: .plus, exponent: exponent, significand: 1)
      let below = side == .right ? .values(center) : try function(-h)
      // What is behind an obstacle on one side is not asked for on the other.
      let above: Sample
      if case .obstructed = below {
        above = below
      } else {
        above = side == .left ? .values(center) : try function(h)
      }
      guard case .values(let up) = above, case .values(let down) = below else {
        previous = []
        usableLevels = 0
        exponent -= 1
        if case .obstructed(let safe) = above {
          if safe <= 0 { break }
          exponent = min(exponent, safe.exponent)
        }
        continue
      }
      let distance = side == .both ? 2 * h : h
      var row = [zip(up, down).map { ($0 - $1) / distance }]
      usableLevels += 1
      for column in 1..<max(1, min(previous.count + 1, Self.columns)) {
        row.append(extrapolated(row, previous, column))
      }
      var isSettled = true
      for i in noise.indices {
        let rounding = max(noise[i], Double.ulpOfOne * max(up[i].magnitude, down[i].magnitude))
        let noiseError = 4 * rounding / distance
        for column in 1..<max(1, row.count) {
          let value = row[column][i]
          let gap = max((value - row[column - 1][i]).magnitude, (value - previous[column - 1][i]).magnitude)
          if gap + noiseError < best[i].error {
            best[i] = DifferenceEstimate(
              value: value, error: gap + noiseError, step: h, above: up[i], below: down[i])
          }
        }
        // Half the step has twice the noise.
        let isNoisy = 2 * noiseError >= best[i].error
        isSettled = isSettled && (isNoisy || best[i].error <= Self.wantedAccuracy * best[i].value.magnitude)
      }
      if isSettled, usableLevels >= 3 { break }
      previous = row
      exponent -= 1
    }
    return best
  }

  private func extrapolated(_ row: [[Double]], _ previous: [[Double]], _ column: Int) -> [Double] {
    let power = side == .both ? 2 * column : column
    let factor = Double(sign: .plus, exponent: power, significand: 1) - 1
    return zip(row[column - 1], previous[column - 1]).map { $0 + ($0 - $1) / factor }
  }
}
