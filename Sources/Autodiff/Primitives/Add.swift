// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Add: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Add())

  let name = "add"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.add) }
  static func value<S: Real>(_ a: S, _ b: S) -> S { a + b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    "\(operands[0]) + \(operands[1])"
  }
}

extension Variable {
  /// The sum, element by element; the shapes broadcast.
  public static func + (a: Variable, b: Variable) -> Variable { Add.operation(a, b) }

  // Here and in the other operations, overloads for numbers are disfavored: a literal beside a variable becomes a
  // variable, and among plain numbers, as in `1.0 / 32`, they leave no doubt that numbers are meant.

  /// The sum of each element and a number.
  @_disfavoredOverload
  public static func + (a: Variable, b: Double) -> Variable { a + Variable(b) }

  /// The sum of a number and each element.
  @_disfavoredOverload
  public static func + (a: Double, b: Variable) -> Variable { Variable(a) + b }

  /// The sum of a variable and a constant, element by element; the shapes broadcast.
  public static func + (a: Variable, b: Tensor<Double>) -> Variable { a + a.constant(b) }

  /// The sum of a constant and a variable, element by element; the shapes broadcast.
  public static func + (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) + b }
}
