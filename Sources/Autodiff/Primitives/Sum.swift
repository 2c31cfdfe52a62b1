// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Sum: LinearPrimitive {
  /// The axes summed over, ascending, counted from the front.
  let axes: [Int]
  let keepsAxes: Bool

  let name = "sum"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    operands[0].reduced(over: axes, keepingAxes: keepsAxes)
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .reduction(.sum, axes: axes) }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let shape = site.operands[0].shape
    cotangents.add(to: 0) {
      gy.reshaped(to: shape.reduced(over: axes, keepingAxes: true)).broadcast(to: shape)
    }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let axes = axes.map(String.init).joined(separator: ", ")
    return style == .text ? "sum(\(operands[0]), along: [\(axes)])" : "\\sum_{\(axes)} \(operands[0])"
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

/// The sum over `axes`.
///
/// - Parameter keepingAxes: Whether the result keeps the summed axes with extent 1.
public func sum(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("sum", of: x, along: axes, file, line) { Sum(axes: $0, keepsAxes: keepingAxes) }
}

/// The arithmetic mean over `axes`; NaN when there is nothing to average.
///
/// - Parameter keepingAxes: Whether the result keeps the averaged axes with extent 1.
public func mean(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  let total = reduction("mean", of: x, along: axes, file, line) { Sum(axes: $0, keepsAxes: keepingAxes) }
  return total * (Double(total.shape.elementCount) / Double(x.shape.elementCount))
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
