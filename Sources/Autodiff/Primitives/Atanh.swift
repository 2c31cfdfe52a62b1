// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Atanh: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Atanh())

  let name = "atanh"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.atanh) }
  static func value<S: Real>(_ x: S) -> S { S.atanh(x) }
  // 1 - x² in factors: their product keeps its digits near ±1.
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / ((1 - x) * (1 + x)) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "atanh(\(operands[0]))" : "\\operatorname{artanh}\\left(\(operands[0])\\right)"
  }
}

/// The inverse of the hyperbolic tangent, of each element: infinite at ±1, NaN beyond.
public func atanh(_ x: Variable) -> Variable { Atanh.operation(x) }
