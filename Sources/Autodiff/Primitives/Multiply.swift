// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Multiply: BinaryElementwise {
  static let operation = Operation(shared: Multiply())

  let name = "multiply"
  static func value<S: Real>(_ a: S, _ b: S) -> S { a * b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { b }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { a }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "\(operands[0]) * \(operands[1])" : "\(operands[0]) \\odot \(operands[1])"
  }
}

extension Variable {
  /// The product of two variables, element by element; the shapes broadcast.
  public static func * (a: Variable, b: Variable) -> Variable { Multiply.operation(a, b) }

  /// The product of two variables, element by element and a number.
  @_disfavoredOverload
  public static func * (a: Variable, b: Double) -> Variable { a * Variable(b) }

  /// The product of two variables, element by element, the first a number.
  @_disfavoredOverload
  public static func * (a: Double, b: Variable) -> Variable { Variable(a) * b }

  /// The product of two variables, element by element and a constant; the shapes broadcast.
  public static func * (a: Variable, b: Tensor<Double>) -> Variable { a * a.constant(b) }

  /// The product of two variables, element by element, the first a constant; the shapes broadcast.
  public static func * (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) * b }
}
