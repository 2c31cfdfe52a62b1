// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The windows that are moved over neighbouring axes: each axis becomes two, the place in a window and the number of
/// the window. All places come first: of `[h, w]` it makes `[kh, kw, oh, ow]`.
struct Unfold: LinearPrimitive, Hashable {
  /// The first of the axes, counted from the front.
  let axis: Int
  /// One an axis.
  let windows: [Window]

  let name = "unfold"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    let extents = operands[0].extents
    let axes = axis..<axis + windows.count
    let counts = zip(windows, extents[axes]).map { $0.count(in: $1) }
    return Shape(Array(extents[..<axis]) + windows.map(\.extent) + counts + extents[axes.upperBound...])
  }

  // Windows overlap in the operand: one element is read as part of several.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let strides = operands[0].strides
    let axes = axis..<axis + windows.count
    let within = zip(windows, strides[axes]).map { $0.dilation * $1 }
    let between = zip(windows, strides[axes]).map { $0.stride * $1 }
    return .strided(
      offset: 0, strides: Array(strides[..<axis]) + within + between + strides[axes.upperBound...])
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let extents = site.operands[0].shape.extents[axis..<axis + windows.count]
    cotangents.add(to: 0) { Operation(Fold(axis: axis, windows: windows, extents: Array(extents)))(gy) }
  }

  // The samples' axis is the last, so that the axes stay where they are.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let size = windows.map { "\($0.extent)" }.joined(separator: style == .text ? "x" : "\\times ")
    return style == .text
      ? "unfold(\(operands[0]), \(size))" : "\\operatorname{unfold}_{\(size)}\\left(\(operands[0])\\right)"
  }
}

/// A window that is moved along an axis.
struct Window: Hashable {
  /// The number of elements that it holds.
  let extent: Int
  /// How far it moves.
  let stride: Int
  /// How far apart the elements lie that it holds.
  let dilation: Int

  /// How many elements it spans.
  var reach: Int { (extent - 1) * dilation + 1 }

  /// The number of windows that lie wholly inside an axis.
  func count(in axis: Int) -> Int { axis < reach ? 0 : (axis - reach) / stride + 1 }
}
