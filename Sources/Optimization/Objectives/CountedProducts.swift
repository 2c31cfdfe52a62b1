// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How many products with a Jacobian were taken.
final class ProductCount {
  var value = 0
}

/// A sum of squares that counts the products with its Jacobian, and leaves all else to another.
struct CountedProducts<Base: LeastSquaresFunction>: LeastSquaresFunction {
  let base: Base
  let count: ProductCount

  var parameterCount: Int { base.parameterCount }
  var residualCount: Int { base.residualCount }

  func value(at parameters: Tensor<Double>) throws -> Double { try base.value(at: parameters) }

  func valueWithGradient(at parameters: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>) {
    try base.valueWithGradient(at: parameters)
  }

  func value(at parameters: Span<Double>, gradient: inout MutableSpan<Double>) throws -> Double {
    try base.value(at: parameters, gradient: &gradient)
  }

  func value(at parameters: Span<Double>) throws -> Double { try base.value(at: parameters) }

  func value(
    at parameters: Span<Double>, residuals: inout MutableSpan<Double>,
    transposedJacobian: inout MutableSpan<Double>
  ) throws -> Double {
    try base.value(at: parameters, residuals: &residuals, transposedJacobian: &transposedJacobian)
  }

  func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    try base.residuals(at: parameters)
  }

  func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)
  {
    try base.residualsWithJacobian(at: parameters)
  }

  func forEachBlock(at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void) throws {
    try base.forEachBlock(at: parameters, body)
  }

  func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations {
    try base.normalEquations(at: parameters)
  }

  func jacobianProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    count.value += 1
    return try base.jacobianProduct(at: parameters, along: direction)
  }

  func transposedJacobianProduct(
    at parameters: Tensor<Double>, with weights: Tensor<Double>
  ) throws -> Tensor<Double> {
    count.value += 1
    return try base.transposedJacobianProduct(at: parameters, with: weights)
  }
}

extension CountedProducts: TwiceDifferentiableResiduals where Base: TwiceDifferentiableResiduals {
  func secondDirectionalDerivative(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    try base.secondDirectionalDerivative(at: parameters, along: direction)
  }

  func secondDirectionalDerivative(
    at parameters: Span<Double>, along direction: Span<Double>, result: inout MutableSpan<Double>
  ) throws {
    try base.secondDirectionalDerivative(at: parameters, along: direction, result: &result)
  }
}

extension LeastSquaresFunction {
  /// This sum of squares, whose products with the Jacobian are counted.
  func counted(by count: ProductCount) -> any LeastSquaresFunction {
    CountedProducts(base: self, count: count)
  }
}
