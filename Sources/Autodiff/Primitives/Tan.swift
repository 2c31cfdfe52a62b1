// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Tan: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Tan())

  let name = "tan"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.tan) }
  static func value<S: Real>(_ x: S) -> S { S.tan(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 + y * y }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "tan(\(operands[0]))" : "\\tan\\left(\(operands[0])\\right)"
  }
}

/// The tangent of each element, an angle in radians.
public func tan(_ x: Variable) -> Variable { Tan.operation(x) }
