// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Asinh: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Asinh())

  let name = "asinh"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.asinh) }
  static func value<S: Real>(_ x: S) -> S { S.asinh(x) }
  // The root of 1 + x² without overflow.
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / hypot(1, x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "asinh(\(operands[0]))" : "\\operatorname{arsinh}\\left(\(operands[0])\\right)"
  }
}

/// The inverse of the hyperbolic sine, of each element.
public func asinh(_ x: Variable) -> Variable { Asinh.operation(x) }
