// SPDX-License-Identifier: Apache-2.0

// Operands broadcast as in NumPy. A literal beside a tensor is a tensor of shape `[]`; the overloads for plain
// numbers are disfavoured so that literals have one reading.

extension Tensor {
  /// The elementwise negative.
  public static prefix func - (x: Tensor) -> Tensor { x.applying(.negate) }

  /// The sum of the elements. Stops when the shapes do not broadcast.
  public static func + (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .add) }

  /// The sum of each element and a number.
  @_disfavoredOverload
  public static func + (a: Tensor, b: Scalar) -> Tensor {
    combining(a, Tensor(b), to: a.shape, by: .add)
  }

  /// The sum of a number and each element.
  @_disfavoredOverload
  public static func + (a: Scalar, b: Tensor) -> Tensor {
    combining(Tensor(a), b, to: b.shape, by: .add)
  }

  /// The difference of the elements. Stops when the shapes do not broadcast.
  public static func - (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .subtract) }

  /// The difference of each element and a number.
  @_disfavoredOverload
  public static func - (a: Tensor, b: Scalar) -> Tensor {
    combining(a, Tensor(b), to: a.shape, by: .subtract)
  }

  /// The difference of a number and each element.
  @_disfavoredOverload
  public static func - (a: Scalar, b: Tensor) -> Tensor {
    combining(Tensor(a), b, to: b.shape, by: .subtract)
  }

  /// The product of the elements. Stops when the shapes do not broadcast.
  public static func * (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .multiply) }

  /// The product of each element and a number.
  @_disfavoredOverload
  public static func * (a: Tensor, b: Scalar) -> Tensor {
    combining(a, Tensor(b), to: a.shape, by: .multiply)
  }

  /// The product of a number and each element.
  @_disfavoredOverload
  public static func * (a: Scalar, b: Tensor) -> Tensor {
    combining(Tensor(a), b, to: b.shape, by: .multiply)
  }

  /// The quotient of the elements. Stops when the shapes do not broadcast.
  public static func / (a: Tensor, b: Tensor) -> Tensor { combined(a, b, by: .divide) }

  /// The quotient of each element and a number.
  @_disfavoredOverload
  public static func / (a: Tensor, b: Scalar) -> Tensor {
    combining(a, Tensor(b), to: a.shape, by: .divide)
  }

  /// The quotient of a number and each element.
  @_disfavoredOverload
  public static func / (a: Scalar, b: Tensor) -> Tensor {
    combining(Tensor(a), b, to: b.shape, by: .divide)
  }
}

extension Tensor {
  /// Adds `b` to the elements in place. Stops when `b` does not broadcast to the shape of `a`.
  public static func += (a: inout Tensor, b: Tensor) { a.update(with: b, by: .add) }

  /// Adds `b` to the elements in place.
  @_disfavoredOverload
  public static func += (a: inout Tensor, b: Scalar) { a.update(with: Tensor(b), by: .add) }

  /// Subtracts `b` from the elements in place. Stops when `b` does not broadcast to the shape of `a`.
  public static func -= (a: inout Tensor, b: Tensor) { a.update(with: b, by: .subtract) }

  /// Subtracts `b` from the elements in place.
  @_disfavoredOverload
  public static func -= (a: inout Tensor, b: Scalar) { a.update(with: Tensor(b), by: .subtract) }

  /// Multiplies the elements by `b` in place. Stops when `b` does not broadcast to the shape of `a`.
  public static func *= (a: inout Tensor, b: Tensor) { a.update(with: b, by: .multiply) }

  /// Multiplies the elements by `b` in place.
  @_disfavoredOverload
  public static func *= (a: inout Tensor, b: Scalar) { a.update(with: Tensor(b), by: .multiply) }

  /// Divides the elements by `b` in place. Stops when `b` does not broadcast to the shape of `a`.
  public static func /= (a: inout Tensor, b: Tensor) { a.update(with: b, by: .divide) }

  /// Divides the elements by `b` in place.
  @_disfavoredOverload
  public static func /= (a: inout Tensor, b: Scalar) { a.update(with: Tensor(b), by: .divide) }
}

// Operators stop where named operations throw.
extension Tensor {
  private static func combined(_ a: Tensor, _ b: Tensor, by operation: BinaryOperation) -> Tensor {
    do {
      return try combining(a, b, by: operation)
    } catch {
      fatalError(error.description)
    }
  }

  private mutating func update(with other: Tensor, by operation: BinaryOperation) {
    do {
      try combine(with: other, by: operation)
    } catch {
      fatalError(error.description)
    }
  }
}
