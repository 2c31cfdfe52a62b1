// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Erfc: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Erfc())

  let name = "erfc"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.erfc) }
  static func value<S: Real>(_ x: S) -> S { S.erfc(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { -Erf.twoOverRootPi * exp(-(x * x)) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "erfc(\(operands[0]))" : "\\operatorname{erfc}\\left(\(operands[0])\\right)"
  }
}

/// `1 - erf(x)` of each element, accurate where that is near 0 too.
public func erfc(_ x: Variable) -> Variable { Erfc.operation(x) }
