// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Sinh: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Sinh())

  let name = "sinh"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.sinh) }
  static func value<S: Real>(_ x: S) -> S { S.sinh(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { cosh(x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "sinh(\(operands[0]))" : "\\sinh\\left(\(operands[0])\\right)"
  }
}

/// The hyperbolic sine of each element.
public func sinh(_ x: Variable) -> Variable { Sinh.operation(x) }
