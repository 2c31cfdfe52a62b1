// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A sum of squared residuals, `‖r(θ)‖²` with `r`: ℝⁿ → ℝᵐ. As an objective its value is that sum, without a
/// factor ½, and its gradient is `2 Jᵀr`.
///
/// Residuals and their Jacobian are enough; the other requirements have defaults made of these. A function whose data
/// do not fit into memory implements `forEachBlock(at:_:)`, `residuals(at:)` and `value(at:)` instead of relying on the
/// whole Jacobian.
public protocol LeastSquaresFunction: ObjectiveFunction {
  /// The number of residuals, *m*.
  var residualCount: Int { get }

  /// The residuals at `parameters`, `[m]`.
  func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double>

  /// The residuals `[m]` and their Jacobian `[m, n]` at `parameters`.
  func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)

  /// Calls `body` with the residuals and their derivatives, some at a time, in an order that does not change.
  func forEachBlock(at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void) throws

  /// `JᵀJ`, `Jᵀr` and `‖r‖²` at `parameters`.
  ///
  /// A function whose residuals come in blocks accumulates them here, so that memory does not grow with *m*.
  func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations

  /// The value at *n* `parameters`: `‖r‖²`, unless a robust loss weighs the residuals.
  func value(at parameters: Span<Double>) throws -> Double

  /// The value at *n* `parameters`, with the residuals, *m*, and their Jacobian, parameter by parameter, *n* times *m*,
  /// written into memory of the caller.
  ///
  /// Methods iterate by this one and `value(at:)` of a span where the Jacobian is small enough to keep. The residuals may
  /// be in another order than elsewhere, the same as those of `secondDirectionalDerivative(at:along:result:)`.
  func value(
    at parameters: Span<Double>, residuals: inout MutableSpan<Double>,
    transposedJacobian: inout MutableSpan<Double>
  ) throws -> Double

  /// `J·v`, `[m]`, for a direction `v`, `[n]`.
  func jacobianProduct(at parameters: Tensor<Double>, along direction: Tensor<Double>) throws -> Tensor<
    Double
  >

  /// `Jᵀ·u`, `[n]`, for weights `u`, `[m]`.
  func transposedJacobianProduct(
    at parameters: Tensor<Double>, with weights: Tensor<Double>
  ) throws -> Tensor<Double>
}

/// Residuals that know how they bend along a direction, as geodesic acceleration needs it.
public protocol TwiceDifferentiableResiduals: LeastSquaresFunction {
  /// `r''[v, v]`, `[m]`, the second derivative of the residuals along `v`, `[n]`.
  func secondDirectionalDerivative(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double>

  /// `r''[v, v]` along *n* numbers `v`, *m* numbers written into `result`, in the order of
  /// `value(at:residuals:transposedJacobian:)`.
  func secondDirectionalDerivative(
    at parameters: Span<Double>, along direction: Span<Double>, result: inout MutableSpan<Double>
  ) throws
}

extension TwiceDifferentiableResiduals {
  /// `r''[v, v]` from the method for tensors, copied.
  public func secondDirectionalDerivative(
    at parameters: Span<Double>, along direction: Span<Double>, result: inout MutableSpan<Double>
  ) throws {
    let second = try secondDirectionalDerivative(
      at: Tensor(copying: parameters), along: Tensor(copying: direction))
    try OptimizationError.check(result: "second derivatives", second, is: [residualCount])
    let elements = second.scalars.span
    for i in result.indices { result[i] = elements[i] }
  }
}

extension LeastSquaresFunction {
  /// The value from the method for tensors.
  public func value(at parameters: Span<Double>) throws -> Double {
    try value(at: Tensor(copying: parameters))
  }

  /// The value, the residuals and the Jacobian from the blocks, copied.
  public func value(
    at parameters: Span<Double>, residuals: inout MutableSpan<Double>,
    transposedJacobian: inout MutableSpan<Double>
  ) throws -> Double {
    let block = try wholeBlock(at: Tensor(copying: parameters))
    let (m, n) = (residualCount, parameterCount)
    try OptimizationError.check(result: "residuals", block.residuals, is: [m])
    try OptimizationError.check(result: "a Jacobian", block.jacobian, is: [m, n])
    let (r, a) = (block.residuals.scalars.span, block.jacobian.scalars.span)
    for i in 0..<m {
      residuals[i] = r[i]
      for j in 0..<n { transposedJacobian[j * m + i] = a[i * n + j] }
    }
    return block.value
  }

  /// `‖r‖²` at `parameters`, from all residuals at once.
  public func value(at parameters: Tensor<Double>) throws -> Double {
    try residuals(at: parameters).scalars.reduce(0) { $0 + $1 * $1 }
  }

  /// `‖r‖²` and `2 Jᵀr` at `parameters`, from the normal equations.
  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    let equations = try normalEquations(at: parameters)
    return (equations.sumOfSquares, equations.gradient.scaled(by: 2))
  }

  /// All residuals with the Jacobian as one block.
  public func forEachBlock(
    at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void
  ) throws {
    let (residuals, jacobian) = try residualsWithJacobian(at: parameters)
    try OptimizationError.check(result: "residuals", residuals, is: [residualCount])
    try OptimizationError.check(result: "a Jacobian", jacobian, is: [residualCount, parameterCount])
    try body(ResidualBlock(residuals: residuals, jacobian: jacobian))
  }

  /// `JᵀJ`, `Jᵀr` and `‖r‖²` at `parameters`, summed over the blocks.
  public func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations {
    var equations = NormalEquations(parameterCount: parameterCount)
    try forEachBlock(at: parameters) { try equations.accumulate($0) }
    return equations
  }

  /// `J·v`, `[m]`, from the blocks.
  public func jacobianProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    var product: [Double] = []
    try forEachBlock(at: parameters) { product += try matmul($0.jacobian, direction).scalars }
    return Tensor(product)
  }

  /// `Jᵀ·u`, `[n]`, from the blocks.
  public func transposedJacobianProduct(
    at parameters: Tensor<Double>, with weights: Tensor<Double>
  ) throws -> Tensor<Double> {
    var product = Tensor<Double>.zeros([parameterCount])
    var row = 0
    try forEachBlock(at: parameters) { block in
      let m = block.residuals.count
      guard row + m <= weights.count else {
        throw OptimizationError.resultShape(of: "residuals", [row + m], expected: weights.shape)
      }
      try product.addProduct(
        of: block.jacobian.scalars.span, rows: m, columns: parameterCount, transposing: true,
        with: Array(weights.scalars[row..<row + m]).span)
      row += m
    }
    return product
  }

  /// All blocks put together.
  func wholeBlock(at parameters: Tensor<Double>) throws -> ResidualBlock {
    var blocks: [ResidualBlock] = []
    try forEachBlock(at: parameters) { blocks.append($0) }
    if blocks.count == 1 { return blocks[0] }
    let rows = blocks.reduce(0) { $0 + $1.residuals.count }
    var whole = ResidualBlock(
      residuals: Tensor(blocks.flatMap(\.residuals.scalars)),
      jacobian: try Tensor(shape: [rows, parameterCount], scalars: blocks.flatMap(\.jacobian.scalars)))
    whole.value = blocks.reduce(0) { $0 + $1.value }
    return whole
  }
}
