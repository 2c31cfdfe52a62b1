// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Divide: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Divide())

  let name = "divide"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.divide) }
  static func value<S: Real>(_ a: S, _ b: S) -> S { a / b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 / b }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { -(y / b) }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "\(operands[0]) / \(operands[1])" : "\\frac{\(operands[0])}{\(operands[1])}"
  }
}

extension Variable {
  /// The quotient, element by element; the shapes broadcast.
  public static func / (a: Variable, b: Variable) -> Variable {
    a.literal == 1 ? reciprocal(b) : Divide.operation(a, b)
  }

  /// The quotient of each element and a number.
  @_disfavoredOverload
  public static func / (a: Variable, b: Double) -> Variable { a / Variable(b) }

  /// The quotient of a number and each element.
  @_disfavoredOverload
  public static func / (a: Double, b: Variable) -> Variable { Variable(a) / b }

  /// The quotient of a variable and a constant, element by element; the shapes broadcast.
  public static func / (a: Variable, b: Tensor<Double>) -> Variable { a / a.constant(b) }

  /// The quotient of a constant and a variable, element by element; the shapes broadcast.
  public static func / (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) / b }
}
