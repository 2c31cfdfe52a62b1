// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Broadcast: LinearPrimitive, Hashable {
  let target: Shape

  let name = "broadcast"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard operands[0].broadcasts(to: target) else {
      throw ShapeError(
        name, operands,
        "it does not broadcast to \(target): aligned at the last axis, each extent must be equal or 1")
    }
    return target
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    .strided(offset: 0, strides: operands[0].strides(broadcastTo: target))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { gy }  // Summed over the repeated axes by `add`.
  }

  func batched(_ batch: Batch) -> Variable {
    batch.operands[0].broadcast(to: Shape(target.extents + [batch.size]))
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "broadcast(\(operands[0]), to: \(target))" : operands[0]
  }
}

extension Variable {
  /// The variable repeated along new leading axes and along axes of extent 1, by NumPy's rule.
  public func broadcast(to shape: Shape, file: StaticString = #fileID, line: UInt = #line) -> Variable {
    shape == self.shape && storage != nil
      ? self : Operation(Broadcast(target: shape))(self, at: SourceLocation(file: file, line: line))
  }
}
