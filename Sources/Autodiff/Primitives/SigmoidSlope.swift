// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The derivative `y·(1 - y)` of the logistic function where its value is `y`. One pass over memory instead of two.
struct SigmoidSlope: UnaryElementwise, Hashable {
  static let operation = Operation(shared: SigmoidSlope())

  let name = "sigmoidSlope"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.sigmoidSlope) }
  static func value<S: Real>(_ x: S) -> S { x * (1 - x) }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 1 - 2 * x }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    let y = operands[0]
    return style == .text ? "\(y) * (1 - \(y))" : "\(y) \\odot \\left(1 - \(y)\\right)"
  }
}
