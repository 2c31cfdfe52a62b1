// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `x = t⁻¹·b`, or `t⁻ᵀ·b` when transposing, with one triangle `t` of the matrices over the last two axes.
struct TriangularSolve: Primitive, Hashable {
  let lower: Bool
  let transposing: Bool
  let unitDiagonal: Bool

  let name = "triangularSolve"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    try MatrixStack.solution(operands[0], operands[1], for: name)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let stack = MatrixStack(operands + [result])
    let (order, columns) = (result[result.rank - 2], result[result.rank - 1])
    return .custom(
      CustomKernel(
        double: { stack.substitute(self, $0, order, columns, into: $1) },
        float: { stack.substitute(self, $0, order, columns, into: $1) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: i == 1 ? [operands[i].rank - 2] : [operands[i].rank - 2, operands[i].rank - 1])
  }

  /// The terms of a matrix that stand where the triangle is read.
  private func read(_ terms: Variable) -> Variable {
    let order = terms.shape[terms.rank - 1]
    return terms * terms.constant(triangle(lower: lower, order: order, diagonal: unitDiagonal ? 0 : 1))
  }

  // As of any solution; what is not read has no derivative (Giles 2008, section 2.2.4).
  func pullback(of gx: Variable, at site: Application, into cotangents: inout Cotangents) {
    let (a, x) = (site.operands[0], site.result)
    let transposed = TriangularSolve(lower: lower, transposing: !transposing, unitDiagonal: unitDiagonal)
    let gb = Operation(transposed)(a, gx)
    cotangents.add(to: 0) { -read(transposing ? product(x, gb, .right) : product(gb, x, .right)) }
    cotangents.add(to: 1) { gb }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    let change = dx[0].map { -product(read($0), site.result, transposing ? .left : []) }
    let terms = [dx[1], change].compactMap { $0 }
    guard let first = terms.first else { return nil }
    return site.operation(site.operands[0], terms.dropFirst().reduce(first, +))
  }

  func batched(_ batch: Batch) -> Variable {
    batch.asColumns { batch.operation(batch.operands[0], $0) } ?? batch.withSamplesInFront()
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let triangle = lower ? "lower" : "upper"
    switch style {
    case .text:
      let mark = transposing ? "ᵀ" : ""
      return "triangularSolve(\(triangle)(\(operands[0]))\(mark), \(operands[1]))"
    case .latex:
      let power = transposing ? "-\\top" : "-1"
      return "\\operatorname{\(triangle)}\\left(\(operands[0])\\right)^{\(power)} \(operands[1])"
    }
  }
}

/// The solution `x` of `t·x = b` by substitution, where `t` is one triangle of `a`.
///
/// The other triangle of `a` is not read, and its derivatives are 0. Where an element of the diagonal is 0, the
/// solution is NaN.
///
/// - Parameters:
///   - a: Square matrices `[n, n]`; leading axes are batches and broadcast.
///   - b: One right-hand side `[n]`, or *k* of them as columns, `[n, k]`, with leading axes.
///   - lower: Whether the lower triangle is meant.
///   - transposing: Whether `tᵀ·x = b` is meant.
///   - unitDiagonal: Whether the diagonal counts as 1, and is not read.
/// - Returns: `x`, of the shape of `b` with the leading axes that the two broadcast to.
/// - Complexity: O(*n*²·*k*) for each matrix.
public func triangularSolve(
  _ a: Variable, _ b: Variable, lower: Bool, transposing: Bool = false, unitDiagonal: Bool = false,
  file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let primitive = TriangularSolve(lower: lower, transposing: transposing, unitDiagonal: unitDiagonal)
  return solution("triangularSolve", a, b, at: SourceLocation(file: file, line: line)) { a, columns in
    Operation(primitive)(a, columns)
  }
}

extension MatrixStack {
  fileprivate func substitute<S: Real>(
    _ primitive: TriangularSolve, _ operands: [UnsafeBufferPointer<S>], _ n: Int, _ columns: Int,
    into x: UnsafeMutableBufferPointer<S>
  ) {
    guard let a = operands[0].baseAddress, let b = operands[1].baseAddress, let x = x.baseAddress
    else { return }
    for i in 0..<count {
      let target = x + offsets[2][i]
      target.update(from: b + offsets[1][i], count: n * columns)
      let isRegular = MatrixKernels.substitute(
        a + offsets[0][i], n, lower: primitive.lower, transposing: primitive.transposing,
        unitDiagonal: primitive.unitDiagonal, target, columns: columns)
      if !isRegular { target.update(repeating: .nan, count: n * columns) }
    }
  }
}
