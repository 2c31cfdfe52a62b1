// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The rounding noise of a computed function, from values at points so near that only noise makes high differences of
/// them.
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

/// The noise of a function's outputs at a point.
struct FunctionNoise {
  /// The values at equally spaced points, for growing distances.
  private let samples: [[[Double]]]

  /// - Parameter function: The values at a place along a direction of the point's own magnitude.
  init(_ function: (Double) throws -> [Double]) rethrows {
    var samples: [[[Double]]] = []
    // Values that are all the same may be the step of a staircase, which only wider points see.
    for exponent in [-33, -25, -17, -10, -4] {
      let spacing = Double(sign: .plus, exponent: exponent, significand: 1)
      samples.append(try (-3...3).map { try function(spacing * Double($0)) })
      let last = samples[samples.count - 1]
      let isFlat = last[0].indices.contains { output in last.allSatisfy { $0[output] == last[0][output] } }
      if !isFlat { break }
    }
    self.samples = samples
  }

  /// The number of evaluations that were needed.
  var evaluations: Int { samples.reduce(0) { $0 + $1.count } }

  /// The noise of one output.
  func noise(ofOutput output: Int) -> Double {
    let values = samples.map { sample in sample.map { $0[output] } }
    let varied = values.first { sample in sample.contains { $0 != sample[0] } }
    return NoiseLevel.noise(of: varied ?? values[0])
  }

  /// The noise of `Σ wᵢ·outputᵢ`, as if that of the outputs were independent.
  func noise(weights: [Double]) -> Double {
    let terms = weights.indices.map { weights[$0] * noise(ofOutput: $0) }
    let largest = terms.reduce(0) { max($0, $1.magnitude) }
    guard largest > 0, largest.isFinite else { return 0 }
    return largest * terms.reduce(0) { $0 + ($1 / largest) * ($1 / largest) }.squareRoot()
  }
}

/// The inner product of two vectors of equal count.
func inner(_ a: [Double], _ b: [Double]) -> Double { zip(a, b).reduce(0) { $0 + $1.0 * $1.1 } }

/// The sum of the magnitudes that make up `inner(a, b)`.
func innerMagnitude(_ a: [Double], _ b: [Double]) -> Double {
  zip(a, b).reduce(0) { $0 + ($1.0 * $1.1).magnitude }
}
