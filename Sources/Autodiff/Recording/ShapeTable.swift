// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The shapes that occur in a list, each once, so that equal shapes have equal indices. The first is the scalar's.
struct ShapeTable: Sendable {
  /// The index of the scalar's shape.
  static let scalar: Int32 = 0

  private(set) var shapes: [Shape] = [.scalar]
  /// Where each shape is, kept when there are too many to look through.
  private var indices: [Shape: Int32] = [:]

  private static let fewShapes = 8

  subscript(index: Int32) -> Shape { shapes[Int(index)] }

  /// The index of a shape, which is added when it is new.
  mutating func index(of shape: Shape) -> Int32 {
    if let index = find(shape) { return index }
    let index = Int32(shapes.count)
    shapes.append(shape)
    if shapes.count > Self.fewShapes {
      if indices.isEmpty {
        for (index, shape) in shapes.enumerated() { indices[shape] = Int32(index) }
      }
      indices[shape] = index
    }
    return index
  }

  private func find(_ shape: Shape) -> Int32? {
    if shapes.count > Self.fewShapes { return indices[shape] }
    return shapes.firstIndex(of: shape).map { Int32($0) }
  }
}
