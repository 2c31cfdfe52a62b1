// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Matrices over two neighbouring axes that are 0 outside one diagonal: the transpose of taking a diagonal.
struct DiagonalMatrix: LinearPrimitive, Hashable {
  /// The axis of the operand that becomes rows and columns, counted from the front.
  let axis: Int
  /// How far to the right of the main diagonal; negative to the left.
  let offset: Int
  let rows: Int
  let columns: Int

  let name = "diagonalMatrix"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    var extents = operands[0].extents
    extents.replaceSubrange(axis...axis, with: [rows, columns])
    return Shape(extents)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let table = table(of: operands[0])
    return .custom(
      CustomKernel(
        double: { table.scatterAdd($0[0], into: $1) }, float: { table.scatterAdd($0[0], into: $1) }))
  }

  private func table(of packed: Shape) -> RowTable {
    // Row by row, a matrix is one axis, and its diagonal every (columns + 1)th place of it.
    var extents = packed.extents
    let start = max(-offset, 0) * columns + max(offset, 0)
    let places = (0..<extents[axis]).map { start + $0 * (columns + 1) }
    extents[axis] = rows * columns
    return RowTable(positions: places, along: axis, of: Shape(extents))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .pairs(table(of: operands[0]).pairs().map { (operand: $0.packed, result: $0.wide) })
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { Operation(Diagonal(axis: axis, offset: offset))(gy) }
  }

  // The samples' axis is the last, so that the axis stays where it is.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let offset = offset == 0 ? "" : ", offset: \(offset)"
    return style == .text
      ? "diagonalMatrix(\(operands[0])\(offset))"
      : "\\operatorname{diag}\\left(\(operands[0])\(offset)\\right)"
  }
}

/// The smallest square matrices whose diagonal is the last axis of `x`; of a vector, one matrix.
///
/// - Parameter offset: How far to the right of the main diagonal; negative to the left.
public func diagonalMatrix(
  _ x: Variable, offset: Int = 0, file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  guard x.rank >= 1 else {
    return fault("diagonalMatrix", [x], "a vector is needed, of rank 1 or more", at: location)
  }
  let order = x.shape[x.rank - 1] + abs(offset)
  return Operation(DiagonalMatrix(axis: x.rank - 1, offset: offset, rows: order, columns: order))(
    x, at: location)
}
