// SPDX-License-Identifier: Apache-2.0
internal import Autodiff

/// How operations continue to complex numbers, by their names.
enum ComplexRules {
  /// From complex operands to the complex result.
  typealias Rule = @Sendable (_ operation: Autodiff.Operation, _ operands: [ComplexPair]) -> ComplexPair

  /// What an operation does with complex operands; `nil` when it is not analytic, or not known here.
  static func rule(of operation: Autodiff.Operation) -> Rule? {
    if operation.primitive is any LinearPrimitive { return linear }
    if let exponent = operation.wholeExponent { return { $1[0].power(exponent) } }
    return table[operation.primitive.name]
  }

  /// A linear operation acts on both parts.
  private static let linear: Rule = { operation, operands in
    let imaginary =
      operands.contains { $0.imaginary != nil }
      ? operation(operands.map { $0.imaginary ?? 0 * $0.real }) : nil
    return ComplexPair(real: operation(operands.map(\.real)), imaginary: imaginary)
  }

  private static func unary(
    _ real: @escaping @Sendable (Variable, Variable) -> Variable,
    _ imaginary: @escaping @Sendable (Variable, Variable) -> Variable
  ) -> Rule {
    { operation, operands in
      guard let y = operands[0].imaginary else { return ComplexPair(real: operation(operands[0].real)) }
      return ComplexPair(real: real(operands[0].real, y), imaginary: imaginary(operands[0].real, y))
    }
  }

  private static let bilinear: Rule = { operation, operands in
    ComplexPair.product(operands[0], operands[1]) { operation($0, $1) }
  }

  /// `(t + i·u) / (1 + i·t·u)` with `t = tanh x` and `u = tan y`.
  private static func hyperbolicTangent(_ x: ComplexPair) -> ComplexPair {
    guard let y = x.imaginary else { return ComplexPair(real: tanh(x.real)) }
    let (t, u) = (tanh(x.real), tan(y))
    return ComplexPair(real: t, imaginary: u) / ComplexPair(real: 1 + 0 * t, imaginary: t * u)
  }

  private static let table: [String: Rule] = [
    "add": { $1[0] + $1[1] },
    "subtract": { $1[0] + -$1[1] },
    "negate": { -$1[0] },
    "multiply": { $1[0] * $1[1] },
    "divide": { $1[0] / $1[1] },
    "reciprocal": { ComplexPair(real: 1 + 0 * $1[0].real) / $1[0] },
    "matmul": bilinear,
    "sum": linear,
    "exp": unary({ exp($0) * cos($1) }, { exp($0) * sin($1) }),
    "expm1": unary({ expm1($0) * cos($1) + (cos($1) - 1) }, { exp($0) * sin($1) }),
    "log": unary({ 0.5 * log($0 * $0 + $1 * $1) }, { atan2($1, $0) }),
    "log1p": unary({ 0.5 * log1p($0 * (2 + $0) + $1 * $1) }, { atan2($1, 1 + $0) }),
    "sqrt": unary(
      { x, y in sqrt(0.5 * (hypot(x, y) + x)) }, { x, y in 0.5 * y / sqrt(0.5 * (hypot(x, y) + x)) }),
    "sin": unary({ sin($0) * cosh($1) }, { cos($0) * sinh($1) }),
    "cos": unary({ cos($0) * cosh($1) }, { -sin($0) * sinh($1) }),
    "sinh": unary({ sinh($0) * cos($1) }, { cosh($0) * sin($1) }),
    "cosh": unary({ cosh($0) * cos($1) }, { sinh($0) * sin($1) }),
    "tanh": { hyperbolicTangent($1[0]) },
    "sigmoid": { _, operands in
      let half = hyperbolicTangent(
        ComplexPair(real: 0.5 * operands[0].real, imaginary: operands[0].imaginary.map { 0.5 * $0 }))
      return ComplexPair(real: 0.5 + 0.5 * half.real, imaginary: half.imaginary.map { 0.5 * $0 })
    },
  ]
}
