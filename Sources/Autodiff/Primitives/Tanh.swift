// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Tanh: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Tanh())

  let name = "tanh"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.tanh) }
  static func value<S: Real>(_ x: S) -> S { S.tanh(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { TanhSlope.operation(y) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "tanh(\(operands[0]))" : "\\tanh\\left(\(operands[0])\\right)"
  }
}

/// The hyperbolic tangent of each element.
public func tanh(_ x: Variable) -> Variable { Tanh.operation(x) }
