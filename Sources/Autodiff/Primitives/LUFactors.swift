// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The packed LU factorisation of square matrices, `[n + 1, n]`, for `Solve` and `LogDeterminant`, which take it beside
/// the matrix: so a matrix is factorised once for the value and all derivatives.
///
/// The derivatives of what is computed with the factors are stated by the matrix, so that the factors have none of
/// their own.
struct LUFactors: Primitive, Hashable {
  static let operation = Operation(shared: LUFactors())

  let name = "factors"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    try MatrixStack.checkSquare(operands[0], for: name, in: operands)
    let order = operands[0][operands[0].rank - 1]
    return Shape(operands[0].extents.dropLast(2) + [order + 1, order])
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let order = operands[0][operands[0].rank - 1]
    let stack = MatrixStack([operands[0], result])
    return .custom(
      CustomKernel(
        double: { stack.factorize($0[0], order, into: $1) },
        float: { stack.factorize($0[0], order, into: $1) })
    )
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {}

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? { nil }

  func batched(_ batch: Batch) -> Variable { batch.withSamplesInFront() }
}

extension MatrixStack {
  /// NaN where a matrix is singular or not finite.
  fileprivate func factorize<S: Real>(
    _ a: UnsafeBufferPointer<S>, _ n: Int, into packed: UnsafeMutableBufferPointer<S>
  ) {
    guard let matrices = a.baseAddress, let factors = packed.baseAddress else { return }
    for i in 0..<count {
      let (matrix, factor) = (matrices + offsets[0][i], factors + offsets[1][i])
      let isFinite = (0..<n * n).allSatisfy { matrix[$0].isFinite }
      if !isFinite || MatrixKernels.factorizeLU(matrix, n, into: factor) != nil {
        MatrixKernels.writeNoFactors(n, into: factor)
      }
    }
  }
}
