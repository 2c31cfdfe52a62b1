// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Atan2: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Atan2())

  let name = "atan2"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.atan2) }
  static func value<S: Real>(_ y: S, _ x: S) -> S { S.atan2(y, x) }

  static func leftSlope(_ y: Variable, _ x: Variable, _ angle: Variable) -> Variable {
    overSquaredLength(x, of: y, x)
  }

  static func rightSlope(_ y: Variable, _ x: Variable, _ angle: Variable) -> Variable {
    -overSquaredLength(y, of: y, x)
  }

  /// `side / (x² + y²)` without overflow or underflow on the way: 0 at the origin, and for infinite sides.
  private static func overSquaredLength(_ side: Variable, of y: Variable, _ x: Variable) -> Variable {
    let length = safeLength(hypot(x, y))
    return ElementwiseChain.operation(side / length, 1 / length)
  }

  // It jumps by 2π at the negative axis, and ends at the origin.
  func decisions(at site: Application) -> [Variable] {
    let (y, x) = (site.operands[0], site.operands[1])
    return [select(x < 0, y, hypot(x, y))]
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "atan2(\(operands[0]), \(operands[1]))"
      : "\\operatorname{atan2}\\left(\(operands[0]), \(operands[1])\\right)"
  }
}

/// The angle in `-π...π` of the point with ordinate `y` and abscissa `x`, element by element; the shapes broadcast.
/// Its slopes at the origin are taken as 0.
public func atan2(_ y: Variable, _ x: Variable) -> Variable { Atan2.operation(y, x) }
