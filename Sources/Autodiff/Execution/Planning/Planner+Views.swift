// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Planner {
  /// Lets a line read its operand's elements in another order or under another shape; copies the operand first when
  /// no strides describe that.
  mutating func planView(_ line: Int32, of operand: Int32, _ layout: (Layout) -> Layout?) {
    if layout(self.layout(of: operand)) == nil { materialize(operand) }
    guard let own = layout(self.layout(of: operand)) else {
      fatalError("a view of a contiguous value has strides")
    }
    let root = root(of: operand)
    views[line] = View(root: root, layout: own)
    flags[line].insert(.isView)
    uses[root] += 1
    release(operand)
    if !optimizes { materialize(line) }
  }

  /// Copies a view's elements to a place of their own.
  mutating func materialize(_ line: Int32) {
    guard flags[line].contains(.isView) else { return }
    require(line)
    let root = root(of: line)
    let (x, layout, shape) = (place(of: line), layout(of: line), shape(of: line))
    flags[line].remove(.isView)
    views[line] = nil
    let y = allocate(line)
    copy(shape, from: x, layout.strides, to: y, shape.strides)
    release(root)
  }

  /// The place of a line's elements in row-major order.
  mutating func contiguousPlace(of line: Int32) -> Int {
    require(line)
    if !layout(of: line).isContiguous(shape(of: line)) { materialize(line) }
    return place(of: line)
  }

  mutating func copy(_ shape: Shape, from x: Int, _ xStrides: [Int], to y: Int, _ yStrides: [Int]) {
    guard shape.elementCount > 0 else { return }
    let nest = plan.nest(shape.extents, [xStrides, yStrides])
    emit(.copy(nest: nest, x: x, y: y))
  }
}
