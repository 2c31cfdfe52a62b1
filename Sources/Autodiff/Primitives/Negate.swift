// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Negate: UnaryElementwise, Hashable {
  static let operation = Operation(shared: Negate())

  let name = "negate"
  var kernel: ElementwiseKernel { ElementwiseKernel(UnaryFunction.negate) }
  static func value<S: Real>(_ x: S) -> S { -x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { -1 }

  func notation(of operands: [String], in style: NotationStyle) -> String { "-\(operands[0])" }
}

extension Variable {
  /// The negative of each element.
  public static prefix func - (x: Variable) -> Variable {
    x.literal.map { Variable(-$0) } ?? Negate.operation(x)
  }
}
