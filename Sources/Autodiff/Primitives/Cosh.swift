// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Cosh: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Cosh())

  let name = "cosh"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.cosh) }
  static func value<S: Real>(_ x: S) -> S { S.cosh(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { sinh(x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "cosh(\(operands[0]))" : "\\cosh\\left(\(operands[0])\\right)"
  }
}

/// The hyperbolic cosine of each element.
public func cosh(_ x: Variable) -> Variable { Cosh.operation(x) }
