// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A sum `Σ wᵢrᵢ²` with a weight for each residual: the reciprocal of its variance, up to a common factor.
public struct WeightedLeastSquares<Base: LeastSquaresFunction>: LeastSquaresFunction {
  private let base: Base
  /// √w, `[m]`.
  private let roots: Tensor<Double>

  public var parameterCount: Int { base.parameterCount }
  public var residualCount: Int { base.residualCount }

  /// The residuals of `base` with weights, `[m]`.
  ///
  /// - Throws: `OptimizationError` unless there is a finite weight, 0 or more, for each residual.
  public init(_ base: Base, weights: Tensor<Double>) throws(OptimizationError) {
    guard weights.shape == [base.residualCount] else {
      throw .option(
        "WeightedLeastSquares.weights", value: "of shape \(weights.shape)",
        accepted: "shape [\(base.residualCount)], a weight a residual")
    }
    for (i, weight) in weights.scalars.enumerated() {
      try OptimizationError.check(
        "WeightedLeastSquares.weights[\(i)]", weight, isAccepted: weight >= 0 && weight.isFinite,
        "a finite number, 0 or more")
    }
    self.base = base
    roots = weights.map { $0.squareRoot() }
  }

  public func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    try weighted(base.residuals(at: parameters))
  }

  public func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)
  {
    let block = try wholeBlock(at: parameters)
    return (block.residuals, block.jacobian)
  }

  public func forEachBlock(
    at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void
  ) throws {
    var row = 0
    let n = parameterCount
    let roots = roots.scalars
    try base.forEachBlock(at: parameters) { block in
      let m = block.residuals.count
      guard row + m <= roots.count else {
        throw OptimizationError.resultShape(of: "residuals", [row + m], expected: [roots.count])
      }
      let own = Array(roots[row..<row + m])
      var jacobian = block.jacobian
      jacobian.withMutableScalars { a in
        for place in a.indices { a[place] *= own[place / n] }
      }
      try body(ResidualBlock(residuals: block.residuals.multiplied(by: Tensor(own)), jacobian: jacobian))
      row += m
    }
  }

  public func jacobianProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    try weighted(base.jacobianProduct(at: parameters, along: direction))
  }

  public func transposedJacobianProduct(
    at parameters: Tensor<Double>, with weights: Tensor<Double>
  ) throws -> Tensor<Double> {
    try base.transposedJacobianProduct(at: parameters, with: weighted(weights))
  }

  private func weighted(_ vector: Tensor<Double>) throws(OptimizationError) -> Tensor<Double> {
    try OptimizationError.check(result: "residuals", vector, is: roots.shape)
    return vector.multiplied(by: roots)
  }
}

extension WeightedLeastSquares: TwiceDifferentiableResiduals where Base: TwiceDifferentiableResiduals {
  public func secondDirectionalDerivative(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    try weighted(base.secondDirectionalDerivative(at: parameters, along: direction))
  }
}

extension LeastSquaresFunction {
  /// This sum with a weight for each residual, `[m]`.
  ///
  /// - Throws: `OptimizationError` unless there is a finite weight, 0 or more, for each residual.
  public func weighted(by weights: Tensor<Double>) throws(OptimizationError) -> WeightedLeastSquares<Self> {
    try WeightedLeastSquares(self, weights: weights)
  }
}
