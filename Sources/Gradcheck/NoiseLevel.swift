// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The rounding noise of a function, from values at points so near that only noise makes high differences of them.
///
/// Moré and Wild, Estimating computational noise, SIAM Journal on Scientific Computing 33(3), 2011.
struct NoiseLevel {
  /// The values at seven equally spaced points.
  private let samples: [[Double]]

  /// The places of the points, along a direction of the point's own magnitude.
  static let places = (-3...3).map { Double(sign: .plus, exponent: -33, significand: 1) * Double($0) }

  init(samples: [[Double]]) { self.samples = samples }

  /// The noise of one output.
  func noise(ofOutput output: Int) -> Double { noise(of: samples.map { $0[output] }) }

  /// The noise of `Σ wᵢ·outputᵢ`.
  func noise(weights: [Double]) -> Double { noise(of: samples.map { inner($0, weights) }) }

  private func noise(of values: [Double]) -> Double {
    let rounding = Double.ulpOfOne * (values.map(\.magnitude).max() ?? 0)
    guard rounding.isFinite else { return 0 }
    var differences = values
    var variance = 0.0
    // γₖ = (k!)² / (2k)! makes the mean square of the k-th differences the variance of the noise.
    for (k, inverse) in [(1, 2.0), (2, 6), (3, 20), (4, 70), (5, 252), (6, 924)] {
      differences = zip(differences.dropFirst(), differences).map { $0 - $1 }
      guard k >= 4 else { continue }
      let meanSquare = differences.reduce(0) { $0 + $1 * $1 } / Double(differences.count)
      variance = max(variance, meanSquare / inverse)
    }
    return max(rounding, variance.squareRoot())
  }
}

/// The inner product of two vectors of equal count.
func inner(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// The sum of the magnitudes that make up `inner(a, b)`.
func innerMagnitude(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
}
