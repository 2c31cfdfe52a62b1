// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Cos: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Cos())

  let name = "cos"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.cos) }
  static func value<S: Real>(_ x: S) -> S { S.cos(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { -sin(x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "cos(\(operands[0]))" : "\\cos\\left(\(operands[0])\\right)"
  }
}

/// The cosine of each element, an angle in radians.
public func cos(_ x: Variable) -> Variable { Cos.operation(x) }
