// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Acos: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Acos())

  let name = "acos"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.acos) }
  static func value<S: Real>(_ x: S) -> S { S.acos(x) }
  // 1 - x² in factors: their product keeps its digits near ±1.
  static func slope(_ x: Variable, _ y: Variable) -> Variable { -1 / sqrt((1 - x) * (1 + x)) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "acos(\(operands[0]))" : "\\arccos\\left(\(operands[0])\\right)"
  }
}

/// The angle in `0...π` whose cosine is each element: NaN outside of `-1...1`; its slope at ±1 is infinite.
public func acos(_ x: Variable) -> Variable { Acos.operation(x) }
