// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// An operation that combines the elements along some axes into one. Its derivatives follow from the weights with
/// which the elements enter.
protocol ReductionPrimitive: Primitive {
  /// The axes reduced over, ascending, counted from the front.
  var axes: [Int] { get }
  /// Whether the result keeps them with extent 1.
  var keepsAxes: Bool { get }

  /// The derivative of the result by each element of the operand; of the operand's shape, or a literal.
  func weights(at site: Application) -> Variable

  /// The formula in LaTeX; the axes are separated by commas.
  func latex(of operand: String, along axes: String) -> String
}

extension ReductionPrimitive {
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    operands[0].reduced(over: axes, keepingAxes: keepsAxes)
  }

  /// A variable of the result's shape with the reduced axes put back, to broadcast against the operand.
  func spread(_ y: Variable, at site: Application) -> Variable {
    y.reshaped(to: site.operands[0].shape.reduced(over: axes, keepingAxes: true))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) {
      ElementwiseChain.product(spread(gy, at: site), weights(at: site))?.broadcast(to: site.operands[0].shape)
    }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    guard let dx = dx[0], let terms = ElementwiseChain.product(dx, weights(at: site)) else { return nil }
    return sum(terms, along: .some(axes), keepingAxes: keepsAxes)
  }

  // The samples' axis is the last, so that the axes stay where they are.
  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func latex(of operand: String, along axes: String) -> String {
    "\\operatorname{\(name)}_{\(axes)}\\left(\(operand)\\right)"
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let axes = axes.map(String.init).joined(separator: ", ")
    return style == .text
      ? "\(name)(\(operands[0]), along: [\(axes)])" : latex(of: operands[0], along: axes)
  }
}

extension Shape {
  /// The shape after a reduction over `axes`, which are counted from the front.
  func reduced(over axes: [Int], keepingAxes: Bool) -> Shape {
    var extents = self.extents
    for axis in axes.reversed() {
      if keepingAxes { extents[axis] = 1 } else { extents.remove(at: axis) }
    }
    return Shape(extents)
  }
}

/// Records a reduction over axes that the user gave, or keeps the mistake in them.
func reduction(
  _ name: String, of x: Variable, along axes: Axes, _ file: StaticString, _ line: UInt,
  _ primitive: ([Int]) -> some Primitive
) -> Variable {
  let location = SourceLocation(file: file, line: line)
  do {
    return Operation(primitive(try axes.resolved(for: x.shape, operation: name)))(x, at: location)
  } catch {
    return fault(name, [x], error.reason, at: location)
  }
}
