// SPDX-License-Identifier: Apache-2.0

/// A complex number, for derivatives by a complex step: `f′(x) = Im f(x + i·h) / h` without cancellation, so that `h`
/// can be tiny and the derivative exact to rounding (Squire and Trapp, SIAM Review 40(1), 1998).
public struct Complex: Hashable, Sendable, ExpressibleByFloatLiteral {
  /// The real part.
  public var real: Double
  /// The imaginary part.
  public var imaginary: Double

  /// The number of the given parts.
  public init(_ real: Double, _ imaginary: Double = 0) {
    self.real = real
    self.imaginary = imaginary
  }

  /// A real number.
  public init(floatLiteral value: Double) { self.init(value) }

  public static func + (a: Complex, b: Complex) -> Complex {
    Complex(a.real + b.real, a.imaginary + b.imaginary)
  }

  public static func - (a: Complex, b: Complex) -> Complex {
    Complex(a.real - b.real, a.imaginary - b.imaginary)
  }

  public static func * (a: Complex, b: Complex) -> Complex {
    Complex(a.real * b.real - a.imaginary * b.imaginary, a.real * b.imaginary + a.imaginary * b.real)
  }

  public static func / (a: Complex, b: Complex) -> Complex {
    let size = b.real * b.real + b.imaginary * b.imaginary
    return Complex(
      (a.real * b.real + a.imaginary * b.imaginary) / size,
      (a.imaginary * b.real - a.real * b.imaginary) / size)
  }

  /// e to the power of the number.
  public var exponential: Complex {
    let size = CLibrary.exp(real)
    return Complex(size * CLibrary.cos(imaginary), size * CLibrary.sin(imaginary))
  }

  /// The logistic function.
  public var sigmoid: Complex { 1.0 / (1.0 + Complex(-real, -imaginary).exponential) }

  /// The hyperbolic tangent, by `tanh(x + i·y) = (tanh x + i·tan y) / (1 + i·tanh x·tan y)`.
  public var hyperbolicTangent: Complex {
    let (t, u) = (CLibrary.tanh(real), CLibrary.sin(imaginary) / CLibrary.cos(imaginary))
    return Complex(t, u) / Complex(1, t * u)
  }
}
