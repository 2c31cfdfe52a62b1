// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Reciprocal: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Reciprocal())

  let name = "reciprocal"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.reciprocal) }
  static func value<S: Real>(_ x: S) -> S { Tensors.reciprocal(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { -(y * y) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "1 / \(operands[0])" : "\\frac{1}{\(operands[0])}"
  }
}

/// 1 over each element.
public func reciprocal(_ x: Variable) -> Variable { Reciprocal.operation(x) }
