// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Softplus: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Softplus())

  let name = "softplus"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.softplus) }
  static func value<S: Real>(_ x: S) -> S { Tensors.softplus(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { sigmoid(x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "softplus(\(operands[0]))" : "\\log\\left(1 + e^{\(operands[0])}\\right)"
  }
}

/// `log(1 + eˣ)` of each element, a smooth `relu`: without overflow, and accurate where it is near 0.
public func softplus(_ x: Variable) -> Variable { Softplus.operation(x) }
