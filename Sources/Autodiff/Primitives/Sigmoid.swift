// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Sigmoid: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Sigmoid())

  let name = "sigmoid"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.sigmoid) }
  static func value<S: Real>(_ x: S) -> S { sigmoid(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { SigmoidSlope.operation(y) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "sigmoid(\(operands[0]))" : "\\sigma\\left(\(operands[0])\\right)"
  }
}

/// The logistic function `1 / (1 + e⁻ˣ)` of each element, without overflow on either side.
public func sigmoid(_ x: Variable) -> Variable { Sigmoid.operation(x) }
