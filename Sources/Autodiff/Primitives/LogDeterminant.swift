// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `log |det a|` of matrices over the last two axes. The operands are the matrices and their factors.
struct LogDeterminant: Primitive, Hashable {
  static let operation = Operation(shared: LogDeterminant())

  let name = "logDeterminant"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { Shape(operands[0].extents.dropLast(2)) }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let order = operands[0][operands[0].rank - 1]
    let stack = MatrixStack([operands[1]])
    return .custom(
      CustomKernel(
        double: { stack.logDeterminants($0[1], order, into: $1) },
        float: { stack.logDeterminants($0[1], order, into: $1) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: [operands[i].rank - 2, operands[i].rank - 1])
  }

  /// The derivative by the matrix, `a⁻ᵀ`.
  private func slope(at site: Application) -> Variable {
    let a = site.operands[0]
    let identity = a.constant(.identity(a.shape[a.rank - 1]))
    return Operation(Solve(transposing: true))([a, identity, site.operands[1]])
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { gy.reshaped(to: Shape(gy.shape.extents + [1, 1])) * slope(at: site) }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    dx[0].map { sum($0 * slope(at: site), along: [-2, -1]) }
  }

  func batched(_ batch: Batch) -> Variable { batch.withSamplesInFront() }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "logDeterminant(\(operands[0]))" : "\\log \\left|\\det \(operands[0])\\right|"
  }
}

/// The natural logarithm of the magnitude of the determinants of square matrices over the last two axes, finite also
/// where a determinant overflows; NaN where a matrix is exactly singular or not finite.
///
/// The sign of a determinant is constant where its logarithm is smooth; `LU` computes it for tensors. O(*n*³) for each
/// matrix, factorised once for the value and its derivatives.
public func logDeterminant(_ a: Variable, file: StaticString = #fileID, line: UInt = #line) -> Variable {
  do {
    try MatrixStack.checkSquare(a.shape, for: "logDeterminant", in: [a.shape])
  } catch {
    return fault("logDeterminant", [a], error.reason, at: SourceLocation(file: file, line: line))
  }
  return LogDeterminant.operation(a, LUFactors.operation(a))
}

extension MatrixStack {
  fileprivate func logDeterminants<S: Real>(
    _ factors: UnsafeBufferPointer<S>, _ n: Int, into y: UnsafeMutableBufferPointer<S>
  ) {
    guard let factors = factors.baseAddress else { return }
    for i in 0..<count { y[i] = MatrixKernels.logDeterminant(factors + offsets[0][i], n) }
  }
}
