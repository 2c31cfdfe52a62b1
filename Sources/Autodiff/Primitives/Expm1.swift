// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Expm1: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Expm1())

  let name = "expm1"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.expm1) }
  static func value<S: Real>(_ x: S) -> S { S.expm1(x) }
  // Not y + 1, which keeps no digit of a slope below 1e-16.
  static func slope(_ x: Variable, _ y: Variable) -> Variable { exp(x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "expm1(\(operands[0]))" : "e^{\(operands[0])} - 1"
  }
}

/// `eˣ - 1` of each element, accurate near 0 too.
public func expm1(_ x: Variable) -> Variable { Expm1.operation(x) }
