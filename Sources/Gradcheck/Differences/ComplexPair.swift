// SPDX-License-Identifier: Apache-2.0
internal import Autodiff

/// A recorded complex number, element by element: real and imaginary part, `nil` for no imaginary part.
struct ComplexPair {
  var real: Variable
  var imaginary: Variable?

  static func + (a: ComplexPair, b: ComplexPair) -> ComplexPair {
    ComplexPair(real: a.real + b.real, imaginary: combine(a.imaginary, b.imaginary, +))
  }

  static prefix func - (a: ComplexPair) -> ComplexPair {
    ComplexPair(real: -a.real, imaginary: a.imaginary.map { -$0 })
  }

  static func * (a: ComplexPair, b: ComplexPair) -> ComplexPair { product(a, b) { $0 * $1 } }

  static func / (a: ComplexPair, b: ComplexPair) -> ComplexPair {
    guard let y = b.imaginary else {
      return ComplexPair(real: a.real / b.real, imaginary: a.imaginary.map { $0 / b.real })
    }
    let size = b.real * b.real + y * y
    let numerator = a * ComplexPair(real: b.real, imaginary: -y)
    return ComplexPair(real: numerator.real / size, imaginary: numerator.imaginary.map { $0 / size })
  }

  /// A power by repeated squaring.
  func power(_ exponent: Int) -> ComplexPair {
    let one = ComplexPair(real: 1 + 0 * real)
    if exponent < 0 { return one / power(-exponent) }
    if exponent == 0 { return one }
    let root = power(exponent / 2)
    return exponent % 2 == 0 ? root * root : root * root * self
  }

  /// The product by any bilinear operation.
  static func product(
    _ a: ComplexPair, _ b: ComplexPair, _ multiply: (Variable, Variable) -> Variable
  ) -> ComplexPair {
    var real = multiply(a.real, b.real)
    if let x = a.imaginary, let y = b.imaginary { real = real - multiply(x, y) }
    return ComplexPair(
      real: real,
      imaginary: combine(
        b.imaginary.map { multiply(a.real, $0) }, a.imaginary.map { multiply($0, b.real) }, +))
  }

  private static func combine(
    _ a: Variable?, _ b: Variable?, _ operation: (Variable, Variable) -> Variable
  ) -> Variable? {
    guard let a, let b else { return a ?? b }
    return operation(a, b)
  }
}
