// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Abs: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Abs())

  let name = "abs"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.abs) }
  static func value<S: Real>(_ x: S) -> S { x.magnitude }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { (x > 0) - (x < 0) }

  func decisions(at site: Application) -> [Variable] { [site.operands[0]] }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "abs(\(operands[0]))" : "\\left|\(operands[0])\\right|"
  }
}

/// The absolute value of each element. Its slope at 0 is taken as 0.
public func abs(_ x: Variable) -> Variable { Abs.operation(x) }
