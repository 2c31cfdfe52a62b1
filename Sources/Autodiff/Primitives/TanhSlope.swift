// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The derivative `1 - y²` of the hyperbolic tangent where its value is `y`. One pass over memory instead of two.
struct TanhSlope: UnaryElementwise, Hashable {
  static let operation = Operation(shared: TanhSlope())

  let name = "tanhSlope"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.tanhSlope) }
  static func value<S: Real>(_ x: S) -> S { (1 - x) * (1 + x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { -2 * x }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "1 - \(operands[0]) * \(operands[0])" : "1 - \(operands[0])^{2}"
  }
}
