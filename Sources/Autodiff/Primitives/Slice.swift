// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A box of a tensor.
struct Slice: LinearPrimitive, Hashable {
  /// Where the box begins along each axis, and how far it extends.
  let starts: [Int]
  let extents: [Int]

  let name = "slice"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard starts.count == operands[0].rank,
      zip(zip(starts, extents), operands[0].extents).allSatisfy({ $0.0 >= 0 && $0.0 + $0.1 <= $1 })
    else {
      throw ShapeError(name, operands, "the box at \(starts) of extents \(extents) is not inside")
    }
    return Shape(extents)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let strides = operands[0].strides
    return .strided(offset: zip(starts, strides).reduce(0) { $0 + $1.0 * $1.1 }, strides: strides)
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0, at: starts) { gy }
  }

  func batched(_ batch: Batch) -> Variable {
    Operation(Slice(starts: starts + [0], extents: extents + [batch.size]))(batch.operands[0])
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let ranges = zip(starts, extents).map { "\($0)..<\($0 + $1)" }.joined(separator: ", ")
    return style == .text ? "\(operands[0])[\(ranges)]" : "\(operands[0])_{\(ranges)}"
  }
}

/// The box of `shape` that begins at `starts`; the inverse of `place`.
func slice(_ x: Variable, at starts: [Int], _ shape: Shape) -> Variable {
  shape == x.shape ? x : Operation(Slice(starts: starts, extents: shape.extents))(x)
}

extension Variable {
  /// The part that the indices select, from the first axis on: a position drops its axis, a range keeps it, and axes
  /// without an index are taken whole. Negative positions count from the end.
  ///
  /// `x[0]` is the first row of a matrix, `x[0..., -1]` its last column.
  public subscript(
    indices: any AxisIndex..., file file: StaticString = #fileID, line line: UInt = #line
  ) -> Variable {
    do {
      let bounds = try SliceBounds(indices, in: shape)
      return slice(self, at: bounds.starts, Shape(bounds.extents))
        .reshaped(to: bounds.shape, file: file, line: line)
    } catch {
      return fault("subscript", [self], error.reason, at: SourceLocation(file: file, line: line))
    }
  }
}
