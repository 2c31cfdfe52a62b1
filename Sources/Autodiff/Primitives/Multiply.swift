// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Multiply: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Multiply())

  let name = "multiply"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.multiply) }
  static func value<S: Real>(_ a: S, _ b: S) -> S { a * b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { b }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { a }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "\(operands[0]) * \(operands[1])" : "\(operands[0]) \\odot \(operands[1])"
  }
}

extension Variable {
  /// The product, element by element; the shapes broadcast.
  public static func * (a: Variable, b: Variable) -> Variable { Multiply.operation(a, b) }

  /// The product of each element and a number.
  @_disfavoredOverload
  public static func * (a: Variable, b: Double) -> Variable { a * Variable(b) }

  /// The product of a number and each element.
  @_disfavoredOverload
  public static func * (a: Double, b: Variable) -> Variable { Variable(a) * b }

  /// The product of a variable and a constant, element by element; the shapes broadcast.
  public static func * (a: Variable, b: Tensor<Double>) -> Variable { a * a.constant(b) }

  /// The product of a constant and a variable, element by element; the shapes broadcast.
  public static func * (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) * b }
}
