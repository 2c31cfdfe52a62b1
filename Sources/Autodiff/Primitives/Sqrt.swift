// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Sqrt: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Sqrt())

  let name = "sqrt"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.sqrt) }
  static func value<S: Real>(_ x: S) -> S { x.squareRoot() }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 0.5 / y }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "sqrt(\(operands[0]))" : "\\sqrt{\(operands[0])}"
  }
}

/// The square root of each element: NaN below 0; its slope at 0 is infinite.
public func sqrt(_ x: Variable) -> Variable { Sqrt.operation(x) }
