// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Erf: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Erf())

  let name = "erf"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.erf) }
  static func value<S: Real>(_ x: S) -> S { S.erf(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { twoOverRootPi * exp(-(x * x)) }
  /// 2/√π.
  static let twoOverRootPi = 1.1283791670955126

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "erf(\(operands[0]))" : "\\operatorname{erf}\\left(\(operands[0])\\right)"
  }
}

/// The error function `2/√π · ∫₀ˣ exp(-t²) dt` of each element.
public func erf(_ x: Variable) -> Variable { Erf.operation(x) }
