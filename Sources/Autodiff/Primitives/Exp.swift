// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Exp: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Exp())

  let name = "exp"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.exp) }
  static func value<S: Real>(_ x: S) -> S { S.exp(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { y }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "exp(\(operands[0]))" : "e^{\(operands[0])}"
  }
}

/// The exponential of each element.
public func exp(_ x: Variable) -> Variable { Exp.operation(x) }
