// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors

/// Residuals written once with dual numbers, which give the Jacobian column by column.
struct ResidualFunction: TwiceDifferentiableResiduals {
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

  func secondDirectionalDerivative(at parameters: Tensor<Double>, along direction: Tensor<Double>) -> Tensor<
    Double
  > {
    Tensor(residuals(zip(parameters.scalars, direction.scalars).map { Dual($0, $1) }).map(\.bend))
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

/// A sum of squares as a general objective, with its Hessian from second derivatives along directions.
struct SquaresWithHessian: TwiceDifferentiableFunction {
  let base: any LeastSquaresFunction

  init(_ base: any LeastSquaresFunction) { self.base = base }

  var parameterCount: Int { base.parameterCount }

  func value(at parameters: Tensor<Double>) throws -> Double { try base.value(at: parameters) }

  func valueWithGradient(at parameters: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>) {
    try base.valueWithGradient(at: parameters)
  }

  /// By polarisation: the mixed derivative from those along two directions and their sum.
  func hessian(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    guard let function = base as? any TwiceDifferentiableResiduals else { throw CancellationError() }
    let n = parameterCount
    let (residuals, jacobian) = try function.residualsWithJacobian(at: parameters)
    func bend(_ i: Int, _ j: Int) throws -> Double {
      var direction = Tensor<Double>.zeros([n])
      direction.withMutableScalars { $0[i] += 1 }
      if i != j { direction.withMutableScalars { $0[j] += 1 } }
      let second = try function.secondDirectionalDerivative(at: parameters, along: direction)
      return zip(second.scalars, residuals.scalars).reduce(0) { $0 + $1.0 * $1.1 }
    }
    let own = try (0..<n).map { try bend($0, $0) }
    var hessian = Tensor<Double>.zeros([n, n])
    for i in 0..<n {
      for j in 0..<n {
        let mixed = i == j ? own[i] : try (bend(i, j) - own[i] - own[j]) / 2
        let product = residuals.scalars.indices.reduce(0.0) {
          $0 + jacobian.scalars[$1 * n + i] * jacobian.scalars[$1 * n + j]
        }
        hessian.withMutableScalars { $0[i * n + j] = 2 * (product + mixed) }
      }
    }
    return hessian
  }

  func hessianVectorProduct(at parameters: Tensor<Double>, along direction: Tensor<Double>) throws -> Tensor<
    Double
  > {
    try matmul(hessian(at: parameters), direction)
  }
}

/// The point of a function along a line at a step.
func trial(_ function: (Dual) -> Dual, at step: Double) -> LinePoint {
  let y = function(Dual(step, 1))
  return LinePoint(step: step, value: y.value, slope: y.slope)
}
