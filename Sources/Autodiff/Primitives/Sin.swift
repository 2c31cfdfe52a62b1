// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Sin: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Sin())

  let name = "sin"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.sin) }
  static func value<S: Real>(_ x: S) -> S { S.sin(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { cos(x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "sin(\(operands[0]))" : "\\sin\\left(\(operands[0])\\right)"
  }
}

/// The sine of each element, an angle in radians.
public func sin(_ x: Variable) -> Variable { Sin.operation(x) }
