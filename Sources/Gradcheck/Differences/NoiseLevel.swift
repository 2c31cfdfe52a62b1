// SPDX-License-Identifier: Apache-2.0

/// The rounding noise of a computed function, from values at points so near that only noise makes high
/// differences of them.
///
/// Moré and Wild, Estimating computational noise, SIAM Journal on Scientific Computing 33(3), 2011.
enum NoiseLevel {
  /// The noise of the values at equally spaced points, at least five of them.
  static func noise(of values: [Double]) -> Double {
    let magnitude = values.reduce(0) { max($0, $1.magnitude) }
    guard magnitude > 0, values.allSatisfy(\.isFinite) else { return 0 }
    // In units of the magnitude, whose squares cannot overflow.
    var differences = values.map { $0 / magnitude }
    var variance = 0.0
    // γₖ = (k!)² / (2k)! makes the mean square of the k-th differences the variance of the noise.
    for (k, inverse) in [2.0, 6, 20, 70, 252, 924].enumerated() where differences.count > 1 {
      differences = zip(differences.dropFirst(), differences).map { $0 - $1 }
      // What is smooth is gone from the higher half of the orders.
      guard 2 * (k + 1) > values.count else { continue }
      let meanSquare = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
      variance = max(variance, meanSquare / inverse)
    }
    return magnitude * max(Double.ulpOfOne, variance.squareRoot())
  }
}
