// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Acosh: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Acosh())

  let name = "acosh"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.acosh) }
  static func value<S: Real>(_ x: S) -> S { S.acosh(x) }
  // Two roots: x² - 1 would overflow, and lose digits near 1.
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / (sqrt(x - 1) * sqrt(x + 1)) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "acosh(\(operands[0]))" : "\\operatorname{arcosh}\\left(\(operands[0])\\right)"
  }
}

/// The inverse of the hyperbolic cosine, of each element, at least 0: NaN below 1; its slope at 1 is infinite.
public func acosh(_ x: Variable) -> Variable { Acosh.operation(x) }
