// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A matrix product in memory, `y = addend + op(a)·op(b)`, for each step of a nest over (a, b, y, addend).
struct ProductPlan {
  let a: MatrixOperand
  let b: MatrixOperand
  let rows: Int
  let columns: Int
  let inner: Int
  let y: Int
  let addend: Addend?
  let nest: Int

  struct Addend {
    let place: Int
    let rowStride: Int
    let columnStride: Int
  }
}

/// A factor as it is stored: rows `leadingDimension` apart, to be transposed or not.
struct MatrixOperand {
  var place = 0
  let leadingDimension: Int
  let isTransposed: Bool

  /// The factor of `rows` by `columns` whose elements lie with the given strides, or `nil` when neither is 1.
  init?(rows: Int, columns: Int, rowStride: Int, columnStride: Int) {
    if rows == 0 || columns == 0 {
      leadingDimension = max(1, columns)
      isTransposed = false
    } else if columnStride == 1 || columns == 1, rows == 1 || rowStride >= max(1, columns) {
      leadingDimension = rows == 1 ? max(1, columns) : rowStride
      isTransposed = false
    } else if rowStride == 1 || rows == 1, columns == 1 || columnStride >= max(1, rows) {
      leadingDimension = columns == 1 ? max(1, rows) : columnStride
      isTransposed = true
    } else {
      return nil
    }
  }

  /// The factor whose elements begin at a place.
  func at(_ place: Int) -> MatrixOperand {
    var operand = self
    operand.place = place
    return operand
  }
}
