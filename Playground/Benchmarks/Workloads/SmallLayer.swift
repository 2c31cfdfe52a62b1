// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The single-layer net of the report on networks and BFGS: `f(W) = Σ‖z - σ(yW)‖²/m` for `W`, `[3, 2]`, and 6 samples.
enum SmallLayer {
  static let inputs: Tensor<Double> = [
    [1.2, 2.4, 1.7], [-1.3, 1.0, 0.0], [0.0, 1.3, 0.4], [0.2, 0.5, 0.9], [-0.3, 1.1, -0.6],
    [-1.2, -0.7, -0.1],
  ]
  static let targets: Tensor<Double> = [[1, 0], [0, 1], [1, 0], [1, 0], [0, 1], [0, 1]]

  /// f as a function of the six weights.
  static func objective() throws -> Objective {
    try Objective(parameters: 6) { w in
      let error = sigmoid(matmul(Variable(inputs), w.reshaped(to: [3, 2]))) - Variable(targets)
      return sum(error * error) / 6
    }
  }
}
