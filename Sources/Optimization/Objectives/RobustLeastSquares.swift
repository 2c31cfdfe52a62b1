// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A sum `Σ c²·ρ((rᵢ/c)²)` of residuals under a robust loss, with the interface of a sum of squares.
///
/// Its value is that sum; `residuals(at:)` are the plain ones. For steps, rows are corrected to first and second
/// derivatives of the loss (Triggs et al. 2000): `r̃ = ρ′r/a` and `J̃ = aJ` with `a² = ρ′ + 2ρ″z`, or `a² = ρ′` where
/// that is not safely positive.
public struct RobustLeastSquares<Base: LeastSquaresFunction>: LeastSquaresFunction {
  private let base: Base
  private let loss: RobustLoss
  /// The size of a residual from which it counts as large.
  private let scale: Double

  public var parameterCount: Int { base.parameterCount }
  public var residualCount: Int { base.residualCount }

  /// The residuals of `base` under a loss.
  ///
  /// - Parameter scale: c, in units of the residuals: about the largest error that is no outlier.
  /// - Throws: `OptimizationError` when the scale is not positive.
  public init(_ base: Base, loss: RobustLoss, scale: Double) throws(OptimizationError) {
    try OptimizationError.checkPositive("RobustLeastSquares.scale", scale)
    self.base = base
    self.loss = loss
    self.scale = scale
  }

  public func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    try base.residuals(at: parameters)
  }

  public func value(at parameters: Tensor<Double>) throws -> Double {
    try base.residuals(at: parameters).scalars.reduce(0) { sum, r in
      sum + scale * scale * loss.evaluated(at: (r / scale) * (r / scale)).value
    }
  }

  /// The corrected residuals and Jacobian.
  public func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)
  {
    let block = try wholeBlock(at: parameters)
    return (block.residuals, block.jacobian)
  }

  public func forEachBlock(
    at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void
  ) throws {
    try base.forEachBlock(at: parameters) { try body(corrected($0)) }
  }

  public func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations {
    var equations = NormalEquations(parameterCount: parameterCount)
    try forEachBlock(at: parameters) { try equations.accumulate($0) }
    return equations
  }

  private func corrected(_ block: ResidualBlock) -> ResidualBlock {
    var block = block
    let n = parameterCount
    var value = 0.0
    var rows: [Double] = []
    block.residuals.withMutableScalars { r in
      for i in r.indices {
        let z = (r[i] / scale) * (r[i] / scale)
        let (rho, first, second) = loss.evaluated(at: z)
        value += scale * scale * rho
        let square = first + 2 * second * z
        let row = (square > 1e-3 * first ? square : first).squareRoot()
        rows.append(row)
        // Where the loss is flat the row is 0, and so is what is left of the residual.
        if row > 0 { r[i] *= first / row } else if row == 0 { r[i] = 0 }
      }
    }
    block.jacobian.withMutableScalars { a in
      for place in a.indices { a[place] *= rows[place / n] }
    }
    block.value = value
    return block
  }
}

extension LeastSquaresFunction {
  /// This sum with residuals that count by a robust loss beyond `scale`, in their units.
  ///
  /// - Throws: `OptimizationError` when the scale is not positive.
  public func robust(_ loss: RobustLoss, scale: Double) throws(OptimizationError) -> RobustLeastSquares<Self>
  {
    try RobustLeastSquares(self, loss: loss, scale: scale)
  }
}
