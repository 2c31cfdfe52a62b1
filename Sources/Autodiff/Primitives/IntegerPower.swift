// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A power with a whole exponent that is known when it is recorded.
struct IntegerPower: ParametricElementwise, Hashable {
  let exponent: Int

  let name = "pow"
  var kernel: ElementwiseKernel { exponent == 2 ? ElementwiseKernel(UnaryFunction.square) : loops }

  // A few products are as accurate as the C library, and much faster.
  func value<S: Real>(_ x: S) -> S {
    switch exponent {
    case 2: return x * x
    case 3: return x * x * x
    case 4: return (x * x) * (x * x)
    case -2:
      let y = 1 / x
      return y * y
    default: return S.pow(x, S(exponent))
    }
  }

  // n·xⁿ⁻¹, for negative exponents from y: it is infinite at 0 with the right sign.
  func slope(_ x: Variable, _ y: Variable) -> Variable {
    if exponent == 0 { return 0 }
    return Variable(Double(exponent)) * (exponent < 0 ? y / x : pow(x, exponent - 1))
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text ? "pow(\(operands[0]), \(exponent))" : "{\(operands[0])}^{\(exponent)}"
  }
}

extension Operation {
  /// The exponent, when this is a power with a whole exponent.
  package var wholeExponent: Int? { (primitive as? IntegerPower)?.exponent }
}
