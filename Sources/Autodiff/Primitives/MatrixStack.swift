// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The matrices over the last two axes of operands whose leading axes broadcast.
struct MatrixStack {
  /// For each operand, where the matrices begin that go together.
  let offsets: [[Int]]
  /// The number of matrices.
  let count: Int

  init(_ operands: [Shape]) {
    let leading = Self.leading(of: operands) ?? .scalar
    count = leading.elementCount
    offsets = operands.map { operand in
      let size = operand.extents.suffix(2).reduce(1, *)
      let strides = Shape(operand.extents.dropLast(2)).strides(broadcastTo: leading)
      return zip(leading.extents, strides).reduce([0]) { offsets, axis in
        offsets.flatMap { offset in (0..<axis.0).map { offset + $0 * axis.1 * size } }
      }
    }
  }

  /// The leading axes of the result, `nil` when those of the operands do not broadcast.
  static func leading(of operands: [Shape]) -> Shape? {
    operands.reduce(Shape.scalar) { leading, operand in
      leading?.broadcast(with: Shape(operand.extents.dropLast(2)))
    }
  }

  /// Refuses what is not a stack of square matrices that LAPACK can take.
  static func checkSquare(_ a: Shape, for operation: String, in operands: [Shape]) throws(ShapeError) {
    guard a.rank >= 2 else {
      throw ShapeError(operation, operands, "a matrix is needed, of rank 2 or more")
    }
    let (rows, columns) = (a[a.rank - 2], a[a.rank - 1])
    guard rows == columns else {
      throw ShapeError(
        operation, operands, "the matrix must be square, but has \(rows) rows and \(columns) columns")
    }
    guard rows <= Int(Int32.max) else {
      throw ShapeError(
        operation, operands, "extent \(rows) exceeds \(Int32.max), the largest that LAPACK takes")
    }
  }

  /// The shape of the solution of systems with a stack of square matrices `a` and right-hand sides `b`.
  static func solution(_ a: Shape, _ b: Shape, for operation: String) throws(ShapeError) -> Shape {
    try checkSquare(a, for: operation, in: [a, b])
    let order = a[a.rank - 1]
    // A vector is one column; the function that records makes it a matrix.
    guard b.rank >= 1, b[max(0, b.rank - 2)] == order else {
      throw ShapeError(
        operation, [a, b],
        "the right-hand side must be a vector [\(order)] or matrices of \(order) rows")
    }
    let columns = b.rank == 1 ? [order] : [order, b[b.rank - 1]]
    guard let leading = leading(of: [a, b]) else {
      throw ShapeError(
        operation, [a, b],
        "leading axes \(a.extents.dropLast(2)) and \(b.extents.dropLast(2)) do not broadcast")
    }
    return Shape(leading.extents + columns)
  }
}

/// Records a solution, with a right-hand side that is a vector made a column.
///
/// - Parameter record: From the matrix and right-hand sides of rank 2 or more.
func solution(
  _ operation: String, _ a: Variable, _ b: Variable, at location: SourceLocation,
  _ record: (_ a: Variable, _ columns: Variable) -> Variable
) -> Variable {
  do {
    let shape = try MatrixStack.solution(a.shape, b.shape, for: operation)
    return record(a, b.rank == 1 ? b.reshaped(to: [b.shape[0], 1]) : b).reshaped(to: shape)
  } catch {
    return fault(operation, [a, b], error.reason, at: location)
  }
}

extension Batch {
  /// The same operation over the last two axes of each operand, with the samples as the first of the leading axes,
  /// which broadcast.
  func withSamplesInFront() -> Variable {
    let ranks = operands.indices.map { sampleShape($0).rank }
    let rank = ranks.max() ?? 0
    let moved = operands.indices.map { i -> Variable in
      guard isBatched[i] else { return operands[i] }
      let inFront = operands[i].transposed([ranks[i]] + Array(0..<ranks[i]))
      let leading = [size] + Array(repeating: 1, count: rank - ranks[i])
      return inFront.reshaped(to: Shape(leading + sampleShape(i).extents))
    }
    let y = operation(moved)
    return y.transposed(Array(1..<y.rank) + [0])
  }

  /// The same operation on a matrix, the first operand, that all samples share, and the columns of the second: the
  /// samples are further columns. `nil` when the operands are not so.
  func asColumns(then record: (_ columns: Variable) -> Variable) -> Variable? {
    let columns = sampleShape(1)
    guard isBatched.indices.allSatisfy({ isBatched[$0] == ($0 == 1) }), columns.rank == 2,
      operands[0].rank == 2
    else { return nil }
    return record(operands[1].reshaped(to: [columns[0], columns[1] * size]))
      .reshaped(to: Shape(columns.extents + [size]))
  }
}

/// The constant `[n, n]` matrix that is 1 in one triangle and `diagonal` on the diagonal.
func triangle(lower: Bool, order n: Int, diagonal: Double) -> Tensor<Double> {
  var mask = Tensor<Double>.zeros([n, n])
  mask.withMutableScalars { mask in
    for i in 0..<n {
      for j in lower ? 0..<i : i + 1..<n { mask[i * n + j] = 1 }
      mask[i * n + i] = diagonal
    }
  }
  return mask
}
