// SPDX-License-Identifier: Apache-2.0

/// A walk in row-major order over a shape that two operands see with strides of their own.
///
/// It is the one mechanism behind broadcasting (a stride of 0 repeats), slices and transposes.
/// Neighbouring axes that both operands cross evenly are merged, so that operands of equal shape, and a
/// scalar beside any shape, are a single row; all loops over elements run along a row.
package struct StridedWalk {
  /// The number of elements in each row.
  package let rowLength: Int
  /// The step of the left operand within a row.
  package let leftStride: Int
  /// The step of the right operand within a row.
  package let rightStride: Int

  private struct Axis {
    var extent: Int
    var left: Int
    var right: Int
  }

  /// The merged axes around the rows, outermost first.
  private let outer: [Axis]
  private let isEmpty: Bool

  /// The walk over `shape`; each list of strides has one entry an axis. O(rank).
  package init(_ shape: Shape, left: [Int], right: [Int]) {
    var merged: [Axis] = []
    for axis in shape.extents.indices where shape[axis] != 1 {
      let next = Axis(extent: shape[axis], left: left[axis], right: right[axis])
      if let last = merged.last, last.left == next.left * next.extent, last.right == next.right * next.extent
      {
        merged[merged.count - 1] = Axis(extent: last.extent * next.extent, left: next.left, right: next.right)
      } else {
        merged.append(next)
      }
    }
    let row = merged.popLast() ?? Axis(extent: 1, left: 0, right: 0)
    rowLength = row.extent
    leftStride = row.left
    rightStride = row.right
    outer = merged
    isEmpty = shape.elementCount == 0
  }

  /// The walk along a single row of `count` elements, without the cost of looking for it.
  package init(rowLength count: Int, leftStride: Int, rightStride: Int) {
    rowLength = count
    self.leftStride = leftStride
    self.rightStride = rightStride
    outer = []
    isEmpty = count == 0
  }

  /// Calls `body` for each row with the number of elements before it and the offset of its first element in
  /// either operand.
  @inline(__always)
  package func forEachRow(_ body: (_ position: Int, _ left: Int, _ right: Int) -> Void) {
    guard !isEmpty else { return }
    guard !outer.isEmpty else { return body(0, 0, 0) }
    var index = Array(repeating: 0, count: outer.count)
    var position = 0
    var left = 0
    var right = 0
    while true {
      body(position, left, right)
      position += rowLength
      var axis = outer.count - 1
      while true {
        left += outer[axis].left
        right += outer[axis].right
        index[axis] += 1
        if index[axis] < outer[axis].extent { break }
        left -= outer[axis].left * outer[axis].extent
        right -= outer[axis].right * outer[axis].extent
        index[axis] = 0
        axis -= 1
        if axis < 0 { return }
      }
    }
  }
}
