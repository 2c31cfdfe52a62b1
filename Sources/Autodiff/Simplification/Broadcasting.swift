// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Elementwise operations repeat their operands themselves, so what only repeats a value for them is not needed.

extension Simplifier {
  /// An elementwise operation on what its operands were before they were repeated, with the result repeated when
  /// that is needed; `nil` when no operand was.
  mutating func narrowed(_ operation: Int32, _ operands: [Int32], _ shape: Int32) -> Int32? {
    guard operands.contains(where: isRepeated) else { return nil }
    let sources = operands.map { unrepeated($0) }
    var narrow = Shape.scalar
    for source in sources {
      guard let common = narrow.broadcast(with: draft.shape(of: source)) else { return nil }
      narrow = common
    }
    let target = draft.shapes[Int(shape)]
    if narrow == target { return apply(operation, sources, shape: shape) }
    guard narrow.broadcasts(to: target) else { return nil }
    let result = apply(operation, sources, shape: draft.index(of: narrow))
    return broadcast(result, to: target)
  }

  private func isRepeated(_ line: Int32) -> Bool {
    switch kind(of: line) {
    case .broadcast: true
    case .reshape: leadsWithOnes(line)
    default: draft.lines[Int(line)].shape != 0 && draft.uniformValue(of: line) != nil
    }
  }

  private mutating func unrepeated(_ line: Int32) -> Int32 {
    guard isRepeated(line) else { return line }
    if let value = draft.uniformValue(of: line) { return draft.constant(value) }
    return draft.lines[Int(line)].first
  }

  /// Whether a line only puts axes of extent 1 before those of its operand: broadcasting does that by itself.
  func leadsWithOnes(_ line: Int32) -> Bool {
    let (own, source) = (draft.shape(of: line), draft.shape(of: draft.lines[Int(line)].first))
    let added = own.rank - source.rank
    return added > 0 && own.extents.dropFirst(added).elementsEqual(source.extents)
      && own.extents.prefix(added).allSatisfy { $0 == 1 }
  }

  /// A value repeated to a shape.
  mutating func broadcast(_ line: Int32, to shape: Shape) -> Int32 {
    let index = draft.index(of: shape)
    if draft.lines[Int(line)].shape == index { return line }
    return apply(Broadcast(target: shape), [line], shape: index)
  }

  /// A number repeated to a shape.
  mutating func constant(_ value: Double, shape: Int32) -> Int32 {
    let line = draft.constant(value)
    return shape == 0 ? line : broadcast(line, to: draft.shapes[Int(shape)])
  }

  /// The number that all elements of a value are, if it is known.
  func repeatedValue(of line: Int32) -> Double? {
    draft.uniformValue(of: operand(of: line, if: .broadcast) ?? line)
  }
}
