// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Pow: BinaryElementwise, Hashable {
  static let operation = Operation(shared: Pow())

  let name = "pow"
  var kernel: ElementwiseKernel { ElementwiseKernel(BinaryFunction.pow) }
  static func value<S: Real>(_ a: S, _ b: S) -> S { S.pow(a, b) }

  // b·a^(b-1), but 0 for b = 0, where a^(b-1) may be infinite.
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable {
    select(b .== 0, 0, b * pow(a, b - 1))
  }

  // y·ln a, with its limit 0 at a = 0 for positive exponents.
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable {
    select(y .== 0, 0, y * log(select(y .== 0, 1, a)))
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "pow(\(operands[0]), \(operands[1]))" : "{\(operands[0])}^{\(operands[1])}"
  }
}

/// Each element of `a` to the power of the element of `b`; the shapes broadcast.
///
/// NaN for a negative base and a fractional exponent, as in the C library. The slope by the exponent is taken as 0
/// where the power is 0.
public func pow(_ a: Variable, _ b: Variable) -> Variable {
  b.literal.map { pow(a, $0) } ?? Pow.operation(a, b)
}

/// Each element of `a` to the power `b`.
public func pow(_ a: Variable, _ b: Double) -> Variable {
  Int(exactly: b).map { pow(a, $0) } ?? Pow.operation(a, Variable(b))
}

/// Each element of `a` to the power `b`. Small powers cost a few products.
public func pow(_ a: Variable, _ b: Int) -> Variable {
  switch b {
  case 1: a
  case -1: reciprocal(a)
  default: Operation(IntegerPower(exponent: b))(a)
  }
}
