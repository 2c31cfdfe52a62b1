// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Operations that only move elements.

extension Simplifier {
  /// A value under another shape.
  mutating func reshape(_ x: Int32, to shape: Int32) -> Int32 {
    if draft.lines[Int(x)].shape == shape { return x }
    return apply(Reshape(target: draft.shapes[Int(shape)]), [x], shape: shape)
  }

  mutating func reshaped(_ x: Int32, _ shape: Int32) -> Int32? {
    if draft.lines[Int(x)].shape == shape { return x }
    if let source = operand(of: x, if: .reshape) { return reshape(source, to: shape) }
    if let source = singleElement(x) { return broadcast(source, to: draft.shapes[Int(shape)]) }
    return nil
  }

  mutating func transposed(_ operation: Int32, _ x: Int32, _ shape: Int32) -> Int32? {
    guard let permutation = primitive(Transpose.self, of: operation)?.permutation else { return nil }
    let extents = draft.shape(of: x).extents
    // The order of axes of extent 1 does not matter.
    let moved = permutation.filter { extents[$0] != 1 }
    if moved == moved.sorted() { return reshape(x, to: shape) }
    if let inner = primitive(Transpose.self, at: x) {
      let composed = Transpose(permutation: permutation.map { inner.permutation[$0] })
      return apply(composed, [draft.operand(0, of: x)], shape: shape)
    }
    if let source = singleElement(x) { return broadcast(source, to: draft.shapes[Int(shape)]) }
    if let transpose = primitive(Transpose.self, of: operation), transpose.exchangesMatrixAxes {
      return transposedProduct(x, shape)
    }
    return nil
  }

  mutating func broadcasted(_ x: Int32, _ shape: Int32) -> Int32? {
    let target = draft.shapes[Int(shape)]
    let own = draft.shape(of: x)
    if own == target { return x }
    if own.elementCount == target.elementCount, own.elementCount > 1 { return reshape(x, to: shape) }
    if let source = operand(of: x, if: .broadcast) { return broadcast(source, to: target) }
    if let source = operand(of: x, if: .reshape), leadsWithOnes(x) { return broadcast(source, to: target) }
    if own.rank > 0, let value = draft.uniformValue(of: x) { return constant(value, shape: shape) }
    return nil
  }

  mutating func sliced(_ operation: Int32, _ x: Int32, _ shape: Int32) -> Int32? {
    if draft.lines[Int(x)].shape == shape { return x }
    guard let slice = primitive(Slice.self, of: operation) else { return nil }
    switch kind(of: x) {
    case .broadcast: return repeatedSlice(slice, x, shape)
    case .slice:
      guard let inner = primitive(Slice.self, at: x) else { return nil }
      let starts = zip(slice.starts, inner.starts).map { $0 + $1 }
      return apply(
        Slice(starts: starts, extents: slice.extents), [draft.operand(0, of: x)], shape: shape)
    case .concatenate:
      guard let axis = primitive(Concatenate.self, at: x)?.axis else { return nil }
      var start = 0
      for operand in draft.operands(of: x) {
        let end = start + draft.shape(of: operand)[axis]
        if slice.starts[axis] >= start, slice.starts[axis] + slice.extents[axis] <= end {
          var starts = slice.starts
          starts[axis] -= start
          return self.slice(operand, starts, shape)
        }
        start = end
      }
      return nil
    case .place:
      return placedSlice(slice, x, shape)
    default:
      return nil
    }
  }

  /// A box of what is repeated: the repeated box of it.
  private mutating func repeatedSlice(_ slice: Slice, _ x: Int32, _ shape: Int32) -> Int32 {
    let source = draft.operand(0, of: x)
    let (own, whole) = (draft.shape(of: source).extents, draft.shape(of: x).extents)
    let added = whole.count - own.count
    let starts = own.indices.map { own[$0] == whole[$0 + added] ? slice.starts[$0 + added] : 0 }
    let extents = own.indices.map { own[$0] == whole[$0 + added] ? slice.extents[$0 + added] : own[$0] }
    let box = self.slice(source, starts, draft.index(of: Shape(extents)))
    return broadcast(box, to: draft.shapes[Int(shape)])
  }

  /// A box of what has been put in boxes, when it lies in one of them and touches no other, or touches none.
  private mutating func placedSlice(_ slice: Slice, _ x: Int32, _ shape: Int32) -> Int32? {
    guard let place = primitive(Place.self, at: x) else { return nil }
    let operands = draft.operands(of: x)
    let touched = operands.indices.filter { i in
      let extents = draft.shape(of: operands[i]).extents
      return slice.starts.indices.allSatisfy {
        slice.starts[$0] < place.starts[i][$0] + extents[$0]
          && place.starts[i][$0] < slice.starts[$0] + slice.extents[$0]
      }
    }
    if touched.isEmpty { return constant(0, shape: shape) }
    let starts = zip(slice.starts, place.starts[touched[0]]).map { $0 - $1 }
    let box = draft.shape(of: operands[touched[0]]).extents
    guard touched.count == 1,
      starts.indices.allSatisfy({ starts[$0] >= 0 && starts[$0] + slice.extents[$0] <= box[$0] })
    else { return nil }
    return self.slice(operands[touched[0]], starts, shape)
  }

  private mutating func slice(_ x: Int32, _ starts: [Int], _ shape: Int32) -> Int32 {
    apply(Slice(starts: starts, extents: draft.shapes[Int(shape)].extents), [x], shape: shape)
  }

  /// Zeros with the operands added to boxes
  mutating func placed(_ operation: Int32, _ operands: [Int32], _ shape: Int32) -> Int32? {
    guard let place = primitive(Place.self, of: operation) else { return nil }
    let terms = operands.indices.filter { repeatedValue(of: operands[$0]) != 0 }
    if terms.isEmpty { return constant(0, shape: shape) }
    if terms.count < operands.count {
      let rest = Place(starts: terms.map { place.starts[$0] }, target: place.target)
      return apply(rest, terms.map { operands[$0] }, shape: shape)
    }
    if operands.count == 1, draft.lines[Int(operands[0])].shape == shape { return operands[0] }
    return concatenated(place, operands, shape)
  }

  /// The concatenation of operands whose boxes follow each other along an axis and fill the result.
  private mutating func concatenated(_ place: Place, _ operands: [Int32], _ shape: Int32) -> Int32? {
    let target = place.target
    let shapes = operands.map { draft.shape(of: $0) }
    guard let axis = target.extents.indices.first(where: { shapes[0][$0] != target[$0] }) else { return nil }
    let order = operands.indices.sorted { place.starts[$0][axis] < place.starts[$1][axis] }
    var end = 0
    for i in order {
      let isWhole = target.extents.indices.allSatisfy { $0 == axis || shapes[i][$0] == target[$0] }
      guard isWhole, place.starts[i][axis] == end else { return nil }
      end += shapes[i][axis]
    }
    guard end == target[axis] else { return nil }
    return apply(Concatenate(axis: axis), order.map { operands[$0] }, shape: shape)
  }

  /// The operand with one element that a value repeats.
  private func singleElement(_ x: Int32) -> Int32? {
    guard let source = operand(of: x, if: .broadcast), draft.lines[Int(source)].shape == 0 else { return nil }
    return source
  }
}
