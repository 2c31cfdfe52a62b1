// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The elements along some axes in reverse order.
struct Flip: LinearPrimitive, Hashable {
  /// Ascending, counted from the front.
  let axes: [Int]

  let name = "flipped"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    var strides = result.strides
    var offset = 0
    for axis in axes {
      offset += (result[axis] - 1) * strides[axis]
      strides[axis] = -strides[axis]
    }
    return .strided(offset: offset, strides: strides)
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { site.operation(gy) }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let axes = axes.map(String.init).joined(separator: ", ")
    return style == .text
      ? "flipped(\(operands[0]), along: [\(axes)])"
      : "\\operatorname{flip}_{\(axes)}\\left(\(operands[0])\\right)"
  }
}

extension Variable {
  /// The elements along `axes` in reverse order.
  public func flipped(along axes: Axes, file: StaticString = #fileID, line: UInt = #line) -> Variable {
    reduction("flipped", of: self, along: axes, file, line) { Flip(axes: $0) }
  }

  /// The elements moved `count` places on along an axis; those that leave at its end come back at its begin.
  ///
  /// - Parameter count: Negative moves towards the begin.
  public func rolled(
    by count: Int, along axis: Int, file: StaticString = #fileID, line: UInt = #line
  ) -> Variable {
    guard let axis = shape.normalized(axis: axis) else {
      return fault(
        "rolled", [self], "axis \(axis) is out of range", at: SourceLocation(file: file, line: line))
    }
    let extent = shape[axis]
    let shift = extent == 0 ? 0 : (count % extent + extent) % extent
    guard shift != 0 else { return self }
    func part(from start: Int, _ count: Int) -> Variable {
      var (starts, extents) = (shape.extents.map { _ in 0 }, shape.extents)
      (starts[axis], extents[axis]) = (start, count)
      return slice(self, at: starts, Shape(extents))
    }
    return concatenate(
      [part(from: extent - shift, shift), part(from: 0, extent - shift)], along: axis, file: file, line: line)
  }
}
