// SPDX-License-Identifier: Apache-2.0
package import Wengert

/// The single-layer network of a report on networks and BFGS: two sigmoid units of three inputs, without biases, and the
/// mean of the squared distances to six targets.
package enum LayerProblem {
  /// The samples, `[6, 3]`.
  package static let samples: Tensor<Double> = [
    [1.2, 2.4, 1.7], [-1.3, 1, 0], [0, 1.3, 0.4], [0.2, 0.5, 0.9], [-0.3, 1.1, -0.6], [-1.2, -0.7, -0.1],
  ]
  /// What the units should make of them, `[6, 2]`.
  package static let targets: Tensor<Double> = [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1]]

  /// The mean squared distance as a function of the weights, `[3, 2]` row by row.
  package static func objective() throws -> Objective {
    try Objective(parameters: 6) { w in
      let residuals = sigmoid(matmul(Variable(samples), w.reshaped(to: [3, 2]))) - Variable(targets)
      return sum(residuals * residuals) / 6
    }
  }

  /// Normal weights of the given standard deviation, `[6]`.
  package static func start(scale: Double, seed: UInt64) -> Tensor<Double> {
    var random = Xoshiro256(seed: seed)
    return Tensor<Double>.standardNormal([6], using: &random).map { scale * $0 }
  }

  /// What is to be said of how a run ended.
  package struct Ending {
    /// The run says that it converged, but the gradient is not small, or a step along it as long as the parameters
    /// lowers the objective.
    package let isFalse: Bool
    /// No iteration raised the objective, but for rounding.
    package let isMonotone: Bool
    /// The gradient fell to less than a tenth in one of the last three steps.
    package let isSuperlinear: Bool

    package init(_ minimum: Minimum, of objective: Objective) throws {
      let (value, gradient) = try objective.valueWithGradient(at: minimum.parameters)
      let (x, g) = (minimum.parameters.scalars, gradient.scalars)
      let size = Double.maximum(x.reduce(0) { $0 + $1 * $1 }.squareRoot(), 1)
      let slope = g.reduce(0) { $0 + $1 * $1 }.squareRoot()
      var isHigher = zip(x, g).contains { $1.magnitude * Double.maximum($0.magnitude, 1) > 1e-7 }
      if slope > 0 {
        let far = try objective.value(at: Tensor(zip(x, g).map { $0 - size / slope * $1 }))
        if far < value - 1e-7 { isHigher = true }
      }
      isFalse = minimum.status.isConverged && isHigher
      isMonotone = zip(minimum.history, minimum.history.dropFirst()).allSatisfy {
        $1.value <= $0.value * (1 + 1e-13)
      }
      let norms = minimum.history.suffix(4).map(\.gradientNorm)
      isSuperlinear = zip(norms, norms.dropFirst()).contains { $1 < 0.1 * $0 }
    }
  }
}
