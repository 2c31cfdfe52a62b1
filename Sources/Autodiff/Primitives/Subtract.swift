// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Subtract: BinaryElementwise {
  static let operation = Operation(shared: Subtract())

  let name = "subtract"
  static func value<S: Real>(_ a: S, _ b: S) -> S { a - b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { -1 }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "\(operands[0]) - \(operands[1])" : "\(operands[0]) - \(operands[1])"
  }
}

extension Variable {
  /// The difference of two variables, element by element; the shapes broadcast.
  public static func - (a: Variable, b: Variable) -> Variable { Subtract.operation(a, b) }

  /// The difference of two variables, element by element and a number.
  @_disfavoredOverload
  public static func - (a: Variable, b: Double) -> Variable { a - Variable(b) }

  /// The difference of two variables, element by element, the first a number.
  @_disfavoredOverload
  public static func - (a: Double, b: Variable) -> Variable { Variable(a) - b }

  /// The difference of two variables, element by element and a constant; the shapes broadcast.
  public static func - (a: Variable, b: Tensor<Double>) -> Variable { a - a.constant(b) }

  /// The difference of two variables, element by element, the first a constant; the shapes broadcast.
  public static func - (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) - b }
}
