// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Hypot: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Hypot())

  let name = "hypot"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.hypot) }
  static func value<S: Real>(_ a: S, _ b: S) -> S { S.hypot(a, b) }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { a / safeLength(y) }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { b / safeLength(y) }

  // It comes to a point at the origin.
  func decisions(at site: Application) -> [Variable] { [site.result] }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "hypot(\(operands[0]), \(operands[1]))"
      : "\\sqrt{{\(operands[0])}^2 + {\(operands[1])}^2}"
  }
}

/// `√(a² + b²)`, element by element, without overflow or underflow on the way; the shapes broadcast. Its slopes where
/// both are 0 are taken as 0.
public func hypot(_ a: Variable, _ b: Variable) -> Variable { Hypot.operation(a, b) }

/// A length to divide by: where it is 0, every quotient is 0, and so are the quotients' slopes.
func safeLength(_ length: Variable) -> Variable {
  select(length .== 0, Variable(Double.infinity), length)
}
