// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Add: BinaryElementwise {
  static let operation = Operation(shared: Add())

  let name = "add"
  static func value<S: Real>(_ a: S, _ b: S) -> S { a + b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "\(operands[0]) + \(operands[1])" : "\(operands[0]) + \(operands[1])"
  }
}

extension Variable {
  /// The sum of two variables, element by element; the shapes broadcast.
  public static func + (a: Variable, b: Variable) -> Variable { Add.operation(a, b) }

  // Here and in the other operations, overloads for numbers are disfavored: a literal beside a variable becomes a
  // variable, and among plain numbers, as in `1.0 / 32`, they leave no doubt that numbers are meant.

  /// The sum of two variables, element by element and a number.
  @_disfavoredOverload
  public static func + (a: Variable, b: Double) -> Variable { a + Variable(b) }

  /// The sum of two variables, element by element, the first a number.
  @_disfavoredOverload
  public static func + (a: Double, b: Variable) -> Variable { Variable(a) + b }

  /// The sum of two variables, element by element and a constant; the shapes broadcast.
  public static func + (a: Variable, b: Tensor<Double>) -> Variable { a + a.constant(b) }

  /// The sum of two variables, element by element, the first a constant; the shapes broadcast.
  public static func + (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) + b }
}
