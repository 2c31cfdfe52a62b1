// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// What only moves elements.

extension ONNXExport {
  mutating func addReshape(_ x: String, from shape: Shape, at site: Site) -> String {
    if shape == site.result { return x }
    return graph.add(
      "Reshape", [x, graph.constant(site.result.extents)], ["allowzero": .integer(1)], named: site.name)
  }

  /// Adds a view with strides: as a transposition, a repetition or a box when it is one, else by the place of every
  /// element.
  mutating func addStrided(_ offset: Int, _ strides: [Int], at site: Site) -> String {
    let (x, shape, result) = (site.operands[0], site.shapes[0], site.result)
    if offset == 0, strides == shape.strides, result == shape { return x }
    if offset == 0, let permutation = Self.permutation(of: shape, strides, result) {
      return graph.add("Transpose", [x], ["perm": .integers(permutation)], named: site.name)
    }
    if offset == 0, shape.broadcasts(to: result), strides == shape.strides(broadcastTo: result) {
      return graph.add("Expand", [x, graph.constant(result.extents)], named: site.name)
    }
    if strides == shape.strides, let starts = Self.starts(of: offset, shape, result) {
      let ends = zip(starts, result.extents).map(+)
      return graph.add(
        "Slice", [x, graph.constant(starts), graph.constant(ends), graph.constant(Array(starts.indices))],
        named: site.name)
    }
    let flat = graph.add("Reshape", [x, graph.constant([-1])])
    let places = graph.constant(Self.places(offset, strides, result), shape: result)
    return graph.add("Gather", [flat, places], ["axis": .integer(0)], named: site.name)
  }

  /// Adds boxes put together: one after the other along an axis, or each surrounded by zeros and added up.
  mutating func addAssembly(_ starts: [[Int]], tiles: Bool, at site: Site) -> String {
    if tiles, let axis = Self.axis(of: starts, site.shapes, site.result) {
      return graph.add("Concat", site.operands, ["axis": .integer(axis)], named: site.name)
    }
    var terms = zip(zip(site.operands, site.shapes), starts).map { operand, starts in
      let after = zip(site.result.extents, zip(starts, operand.1.extents)).map { $0 - $1.0 - $1.1 }
      return graph.add("Pad", [operand.0, graph.constant(starts + after)])
    }
    while terms.count > 1 { terms = [graph.add("Add", Array(terms[..<2]))] + terms[2...] }
    return terms[0]
  }

  // MARK: Recognition

  /// For each axis of the result the operand's axis that it is, if the view only changes their order.
  private static func permutation(of shape: Shape, _ strides: [Int], _ result: Shape) -> [Int]? {
    guard result.rank == shape.rank, shape.elementCount > 0 else { return nil }
    var left = Array(0..<shape.rank)
    let own = shape.strides
    let order = strides.indices.compactMap { axis -> Int? in
      let place = left.firstIndex { own[$0] == strides[axis] && shape[$0] == result[axis] }
      return place.map { left.remove(at: $0) }
    }
    return order.count == shape.rank ? order : nil
  }

  /// Where a box begins whose first element is at `offset`, if it lies inside.
  private static func starts(of offset: Int, _ shape: Shape, _ result: Shape) -> [Int]? {
    var rest = offset
    let starts = shape.strides.map { stride in
      defer { rest %= max(1, stride) }
      return rest / max(1, stride)
    }
    let isInside = zip(zip(starts, result.extents), shape.extents).allSatisfy { $0.0 + $0.1 <= $1 }
    return rest == 0 && isInside ? starts : nil
  }

  private static func places(_ offset: Int, _ strides: [Int], _ result: Shape) -> [Int] {
    zip(strides, result.extents).reduce([offset]) { places, axis in
      places.flatMap { place in (0..<axis.1).map { place + $0 * axis.0 } }
    }
  }

  /// The axis along which boxes follow each other, if they do.
  private static func axis(of starts: [[Int]], _ shapes: [Shape], _ result: Shape) -> Int? {
    result.extents.indices.first { axis in
      var end = 0
      for (start, shape) in zip(starts, shapes) {
        guard start.indices.allSatisfy({ start[$0] == ($0 == axis ? end : 0) }),
          shape.extents.indices.allSatisfy({ $0 == axis || shape[$0] == result[$0] })
        else { return false }
        end += shape[axis]
      }
      return end == result[axis]
    }
  }
}
