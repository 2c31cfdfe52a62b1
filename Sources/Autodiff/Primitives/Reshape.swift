// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Reshape: LinearPrimitive, Hashable {
  let target: Shape

  let name = "reshape"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard operands[0].elementCount == target.elementCount else {
      throw ShapeError(
        name, operands,
        "\(operands[0].elementCount) elements do not fill the shape \(target) of \(target.elementCount)")
    }
    return target
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .view }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { gy.reshaped(to: site.operands[0].shape) }
  }

  func batched(_ batch: Batch) -> Variable {
    batch.operands[0].reshaped(to: Shape(target.extents + [batch.size]))
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "reshape(\(operands[0]), to: \(target))" : operands[0]
  }
}

extension Variable {
  /// The same elements in row-major order under another shape. Costs nothing when run.
  public func reshaped(to shape: Shape, file: StaticString = #fileID, line: UInt = #line) -> Variable {
    shape == self.shape && storage != nil
      ? self : Operation(Reshape(target: shape))(self, at: SourceLocation(file: file, line: line))
  }

  /// The elements in row-major order as a vector.
  public func flattened(file: StaticString = #fileID, line: UInt = #line) -> Variable {
    reshaped(to: [shape.elementCount], file: file, line: line)
  }
}
