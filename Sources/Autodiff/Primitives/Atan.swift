// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Atan: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Atan())

  let name = "atan"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.atan) }
  static func value<S: Real>(_ x: S) -> S { S.atan(x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 / (1 + x * x) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "atan(\(operands[0]))" : "\\arctan\\left(\(operands[0])\\right)"
  }
}

/// The angle in `-π/2...π/2` whose tangent is each element.
public func atan(_ x: Variable) -> Variable { Atan.operation(x) }
