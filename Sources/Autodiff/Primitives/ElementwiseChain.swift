// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `d · s`, a tangent or cotangent times a slope, and 0 wherever one of them is 0, whatever the other.
///
/// A branch that was not taken receives a zero cotangent; its slope may be infinite or NaN there (`sqrt` at 0 behind
/// a `select`), and must not turn the zero into NaN. Nor must a zero slope let an infinite cotangent through.
struct ElementwiseChain: BinaryElementwise, Hashable {
  static let operation = Operation(shared: ElementwiseChain())

  let name = "chain"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.chain) }
  static func value<S: Real>(_ d: S, _ s: S) -> S { d == 0 || s == 0 ? 0 : d * s }
  static func leftSlope(_ d: Variable, _ s: Variable, _ y: Variable) -> Variable { s }
  static func rightSlope(_ d: Variable, _ s: Variable, _ y: Variable) -> Variable { d }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    Multiply().notation(of: operands, in: style)
  }

  /// The product as a variable; `nil` when the slope is the literal 0.
  static func product(_ d: Variable, _ s: Variable) -> Variable? {
    switch s.literal {
    case 0: nil
    case 1: d
    case -1: -d
    default: operation(d, s)
    }
  }
}
