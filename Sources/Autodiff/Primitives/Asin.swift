// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Asin: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Asin())

  let name = "asin"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.asin) }
  static func value<S: Real>(_ x: S) -> S { S.asin(x) }
  // 1 - x² in factors: their product keeps its digits near ±1.
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / sqrt((1 - x) * (1 + x)) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "asin(\(operands[0]))" : "\\arcsin\\left(\(operands[0])\\right)"
  }
}

/// The angle in `-π/2...π/2` whose sine is each element: NaN outside of `-1...1`; its slope at ±1 is infinite.
public func asin(_ x: Variable) -> Variable { Asin.operation(x) }
