// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors

/// Residuals written once with dual numbers, which give the Jacobian column by column.
struct ResidualFunction: LeastSquaresFunction {
  let parameterCount: Int
  let residualCount: Int
  let residuals: @Sendable ([Dual]) -> [Dual]

  init(
    parameters n: Int, residuals m: Int, _ residuals: @escaping @Sendable ([Dual]) -> [Dual]
  ) {
    parameterCount = n
    residualCount = m
    self.residuals = residuals
  }

  func residuals(at parameters: Tensor<Double>) -> Tensor<Double> {
    Tensor(residuals(parameters.scalars.map { Dual($0) }).map(\.value))
  }

  func residualsWithJacobian(at parameters: Tensor<Double>) -> (
    residuals: Tensor<Double>, jacobian: Tensor<Double>
  ) {
    let columns = (0..<parameterCount).map { column in
      residuals(parameters.scalars.enumerated().map { Dual($1, $0 == column ? 1 : 0) })
    }
    var jacobian = Tensor<Double>.zeros([residualCount, parameterCount])
    jacobian.withMutableScalars { entries in
      for (j, column) in columns.enumerated() {
        for (i, residual) in column.enumerated() { entries[i * parameterCount + j] = residual.slope }
      }
    }
    return (residuals(at: parameters), jacobian)
  }
}

/// An objective given by its value and gradient.
struct TestObjective: ObjectiveFunction {
  let parameterCount: Int
  let evaluate: @Sendable ([Double]) throws -> (Double, [Double])

  init(
    parameters n: Int, _ evaluate: @escaping @Sendable ([Double]) throws -> (Double, [Double])
  ) {
    parameterCount = n
    self.evaluate = evaluate
  }

  func value(at parameters: Tensor<Double>) throws -> Double { try evaluate(parameters.scalars).0 }

  func valueWithGradient(at parameters: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>) {
    let (value, gradient) = try evaluate(parameters.scalars)
    return (value, Tensor(gradient))
  }
}

extension ResidualFunction {
  /// Rosenbrock's valley, with its minimum 0 at (1, 1).
  static let rosenbrock = ResidualFunction(parameters: 2, residuals: 2) { x in
    [10 * (x[1] - x[0] * x[0]), 1 - x[0]]
  }
}
