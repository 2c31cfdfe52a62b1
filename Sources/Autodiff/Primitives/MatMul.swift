// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The matrix product over the last two axes; the leading axes broadcast.
struct MatMul: Primitive, Hashable {
  let transposing: Transposition

  let name = "matmul"

  private var transposesLeft: Bool { transposing.contains(.left) }
  private var transposesRight: Bool { transposing.contains(.right) }

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    try MatrixProductShape(operands[0], operands[1], transposing: transposing).result
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .product(transposing) }

  // y = a·b is bilinear, so each of its maps is a product too. With stored a' = aᵀ the cotangent is (gy·bᵀ)ᵀ = b·gyᵀ.
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let (a, b) = (site.operands[0], site.operands[1])
    cotangents.add(to: 0) {
      transposesLeft
        ? product(b, gy, transposesRight ? [.left, .right] : .right)
        : product(gy, b, transposesRight ? [] : .right)
    }
    cotangents.add(to: 1) {
      transposesRight
        ? product(gy, a, transposesLeft ? [.left, .right] : .left)
        : product(a, gy, transposesLeft ? [] : .left)
    }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    let left = dx[0].map { site.operation($0, site.operands[1]) }
    let right = dx[1].map { site.operation(site.operands[0], $0) }
    let terms = [left, right].compactMap { $0 }
    return terms.count == 2 ? terms[0] + terms[1] : terms.first
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let mark = style == .text ? "ᵀ" : "^{\\top}"
    let left = operands[0] + (transposesLeft ? mark : "")
    let right = operands[1] + (transposesRight ? mark : "")
    return style == .text ? "\(left) @ \(right)" : "\(left) \(right)"
  }
}

/// Records a product of operands with at least two axes.
func product(_ a: Variable, _ b: Variable, _ transposing: Transposition, at location: SourceLocation? = nil)
  -> Variable
{
  Operation(MatMul(transposing: transposing))(a, b, at: location)
}

/// The matrix product, by NumPy's rule.
///
/// Of two matrices `[m, k]` and `[k, n]` it is `[m, n]`. A vector on the left counts as a row, on the right as a column,
/// and its axis is left out of the result: `[m, k]` by `[k]` is `[m]`, `[k]` by `[k]` a scalar. Leading axes are
/// batches and broadcast.
///
/// - Parameter transposing: The factors whose last two axes are exchanged; a vector has none to exchange.
public func matmul(
  _ a: Variable, _ b: Variable, transposing: Transposition = [], file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  do {
    // Checked before vectors become matrices, so that a message shows the shapes as the user gave them.
    let shape = try MatrixProductShape(a.shape, b.shape, transposing: transposing).result
    var transposing = transposing
    if a.rank == 1 { transposing.remove(.left) }
    if b.rank == 1 { transposing.remove(.right) }
    let row = a.rank == 1 ? a.reshaped(to: [1, a.shape[0]], file: file, line: line) : a
    let column = b.rank == 1 ? b.reshaped(to: [b.shape[0], 1], file: file, line: line) : b
    return product(row, column, transposing, at: location).reshaped(to: shape, file: file, line: line)
  } catch {
    return fault("matmul", [a, b], error.reason, at: location)
  }
}

/// The product of two matrices with a constant on the left.
public func matmul(
  _ a: Tensor<Double>, _ b: Variable, transposing: Transposition = [], file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  matmul(b.constant(a), b, transposing: transposing, file: file, line: line)
}

/// The product of two matrices with a constant on the right.
public func matmul(
  _ a: Variable, _ b: Tensor<Double>, transposing: Transposition = [], file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  matmul(a, a.constant(b), transposing: transposing, file: file, line: line)
}

/// The scalar product of two vectors of equal extent.
public func dot(_ a: Variable, _ b: Variable, file: StaticString = #fileID, line: UInt = #line) -> Variable {
  guard a.rank == 1, a.shape == b.shape else {
    return fault(
      "dot", [a, b], "both must be vectors of the same extent", at: SourceLocation(file: file, line: line))
  }
  return matmul(a, b, file: file, line: line)
}

/// The matrix `[m, n]` of all products of an element of `a`, `[m]`, and one of `b`, `[n]`.
public func outer(_ a: Variable, _ b: Variable, file: StaticString = #fileID, line: UInt = #line) -> Variable
{
  guard a.rank == 1, b.rank == 1 else {
    return fault("outer", [a, b], "both must be vectors", at: SourceLocation(file: file, line: line))
  }
  return a.reshaped(to: [a.shape[0], 1], file: file, line: line)
    * b.reshaped(to: [1, b.shape[0]], file: file, line: line)
}
