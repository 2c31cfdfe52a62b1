// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `x = a⁻¹·b`, or `a⁻ᵀ·b` when transposing, over the last two axes. The operands are the matrices, the right-hand sides
/// and the factors of the matrices, which are all that is read of them.
struct Solve: Primitive, Hashable {
  let transposing: Bool

  let name = "solve"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    try MatrixStack.solution(operands[0], operands[1], for: name)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let (order, columns) = (result[result.rank - 2], result[result.rank - 1])
    let (stack, transposing) = (MatrixStack([operands[1], operands[2], result]), transposing)
    return .custom(
      CustomKernel(
        double: { stack.solve($0, order, columns, transposing, into: $1) },
        float: { stack.solve($0, order, columns, transposing, into: $1) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: i == 1 ? [operands[i].rank - 2] : [operands[i].rank - 2, operands[i].rank - 1])
  }

  // With a·x = b: da·x + a·dx = db, so that gb = a⁻ᵀ·gx and ga = -gb·xᵀ (Giles 2008, section 2.2.4).
  func pullback(of gx: Variable, at site: Application, into cotangents: inout Cotangents) {
    let (a, factors, x) = (site.operands[0], site.operands[2], site.result)
    let gb = Operation(Solve(transposing: !transposing))([a, gx, factors])
    cotangents.add(to: 0) { -(transposing ? product(x, gb, .right) : product(gb, x, .right)) }
    cotangents.add(to: 1) { gb }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    let change = dx[0].map { -product($0, site.result, transposing ? .left : []) }
    let terms = [dx[1], change].compactMap { $0 }
    guard let first = terms.first else { return nil }
    return site.operation([site.operands[0], terms.dropFirst().reduce(first, +), site.operands[2]])
  }

  func batched(_ batch: Batch) -> Variable {
    batch.asColumns { batch.operation([batch.operands[0], $0, batch.operands[2]]) }
      ?? batch.withSamplesInFront()
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    switch style {
    case .text: "solve(\(operands[0])\(transposing ? "ᵀ" : ""), \(operands[1]))"
    case .latex: "\(operands[0])^{\(transposing ? "-\\top" : "-1")} \(operands[1])"
    }
  }
}

/// The solution `x` of `a·x = b`, by LU factorisation with exchanges for stability.
///
/// A program factorises a matrix once, for the value and its derivatives of any order. Where a matrix is exactly
/// singular or not finite, the solution is NaN.
///
/// - Parameters:
///   - a: Square matrices `[n, n]`; leading axes are batches and broadcast.
///   - b: One right-hand side `[n]`, or *k* of them as columns, `[n, k]`, with leading axes.
///   - transposing: Whether `aᵀ·x = b` is meant.
/// - Returns: `x`, of the shape of `b` with the leading axes that the two broadcast to.
/// - Complexity: O(*n*³ + *n*²·*k*) for each matrix.
public func solve(
  _ a: Variable, _ b: Variable, transposing: Bool = false, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  solution("solve", a, b, at: SourceLocation(file: file, line: line)) { a, columns in
    Operation(Solve(transposing: transposing))([a, columns, LUFactors.operation(a)])
  }
}

/// The inverse of square matrices over the last two axes; NaN where one is exactly singular or not finite.
///
/// A solution is cheaper, and more accurate, than a product with the inverse. O(*n*³) for each matrix.
public func inverse(_ a: Variable, file: StaticString = #fileID, line: UInt = #line) -> Variable {
  do {
    try MatrixStack.checkSquare(a.shape, for: "inverse", in: [a.shape])
  } catch {
    return fault("inverse", [a], error.reason, at: SourceLocation(file: file, line: line))
  }
  return solve(a, a.constant(.identity(a.shape[a.rank - 1])), file: file, line: line)
}

extension MatrixStack {
  fileprivate func solve<S: Real>(
    _ operands: [UnsafeBufferPointer<S>], _ n: Int, _ columns: Int, _ transposing: Bool,
    into x: UnsafeMutableBufferPointer<S>
  ) {
    guard let b = operands[1].baseAddress, let factors = operands[2].baseAddress, let x = x.baseAddress
    else { return }
    for i in 0..<count {
      let target = x + offsets[2][i]
      target.update(from: b + offsets[0][i], count: n * columns)
      MatrixKernels.solve(
        factors + offsets[1][i], n, target, columns: columns, transposing: transposing)
    }
  }
}
