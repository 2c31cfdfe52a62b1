// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Subtract: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Subtract())

  let name = "subtract"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.subtract) }
  static func value<S: Real>(_ a: S, _ b: S) -> S { a - b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 1 }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { -1 }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    "\(operands[0]) - \(operands[1])"
  }
}

extension Variable {
  /// The difference, element by element; the shapes broadcast.
  public static func - (a: Variable, b: Variable) -> Variable { Subtract.operation(a, b) }

  /// The difference of each element and a number.
  @_disfavoredOverload
  public static func - (a: Variable, b: Double) -> Variable { a - Variable(b) }

  /// The difference of a number and each element.
  @_disfavoredOverload
  public static func - (a: Double, b: Variable) -> Variable { Variable(a) - b }

  /// The difference of a variable and a constant, element by element; the shapes broadcast.
  public static func - (a: Variable, b: Tensor<Double>) -> Variable { a - a.constant(b) }

  /// The difference of a constant and a variable, element by element; the shapes broadcast.
  public static func - (a: Tensor<Double>, b: Variable) -> Variable { b.constant(a) - b }
}
