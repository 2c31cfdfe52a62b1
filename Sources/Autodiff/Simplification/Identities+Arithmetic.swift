// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// The identities of real arithmetic that hold for rounded numbers, infinities and NaN, too, up to the sign of zeros.

extension Simplifier {
  // MARK: Sums

  /// `a + b`
  @inline(__always)
  mutating func added(_ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    if isNumber(b, 0), hasShape(a, shape) { return a }
    if isNumber(a, 0), hasShape(b, shape) { return b }
    if let b = operand(of: b, if: .negate) { return apply(Subtract.operation, a, b, shape) }
    if let a = operand(of: a, if: .negate) { return apply(Subtract.operation, b, a, shape) }
    // c·x + c·x = 2c·x
    if a == b, let (factor, x) = scaled(a), (2 * factor).isFinite {
      return apply(Multiply.operation, draft.constant(2 * factor), x, shape)
    }
    return nil
  }

  /// `a - b`
  @inline(__always)
  mutating func subtracted(_ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    if isNumber(b, 0), hasShape(a, shape) { return a }
    if isNumber(a, 0), hasShape(b, shape) { return apply(Negate.operation, b, shape) }
    if let b = operand(of: b, if: .negate) { return apply(Add.operation, a, b, shape) }
    return nil
  }

  /// `-x`
  mutating func negated(_ x: Int32, _ shape: Int32) -> Int32? {
    switch kind(of: x) {
    case .negate: return draft.operand(0, of: x)
    case .subtract:  // -(a - b) = b - a
      guard isReadOnce(x) else { return nil }
      return apply(Subtract.operation, draft.operand(1, of: x), draft.operand(0, of: x), shape)
    case .multiply:  // -(c·x) = (-c)·x
      guard let (factor, y) = scaled(x), isReadOnce(x) else { return nil }
      return apply(Multiply.operation, draft.constant(-factor), y, shape)
    default: return nil
    }
  }

  // MARK: Products

  /// `a · b`
  @inline(__always)
  mutating func multiplied(_ operation: Int32, _ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    if let factor = draft.uniformValue(of: a) { return scaled(operation, factor, b, shape) }
    if let factor = draft.uniformValue(of: b) { return scaled(operation, factor, a, shape) }
    return negatedFactor(operation, a, b, shape)
  }

  /// `d · s`, and 0 where one of them is
  @inline(__always)
  mutating func chained(_ operation: Int32, _ d: Int32, _ s: Int32, _ shape: Int32) -> Int32? {
    guard let factor = draft.uniformValue(of: d) ?? draft.uniformValue(of: s) else {
      return negatedFactor(operation, d, s, shape)
    }
    if factor == 0 { return constant(0, shape: shape) }
    // A finite factor other than 0 needs no watching: it makes neither 0·∞ nor a zero.
    return factor.isFinite ? apply(Multiply.operation, d, s, shape) : nil
  }

  /// `factor · x`
  private mutating func scaled(_ operation: Int32, _ factor: Double, _ x: Int32, _ shape: Int32) -> Int32? {
    guard hasShape(x, shape) else { return nil }
    if factor == 1 { return x }
    if factor == -1 { return apply(Negate.operation, x, shape) }
    if let y = operand(of: x, if: .negate) {
      return apply(operation, draft.constant(-factor), y, shape: shape)
    }
    if let (inner, y) = scaled(x), let product = Simplifier.product(inner, factor) {
      return apply(operation, draft.constant(product), y, shape: shape)
    }
    return nil
  }

  /// `(-a) · b = -(a · b)`, which may meet another sign further on.
  private mutating func negatedFactor(_ operation: Int32, _ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    let (left, right) = (operand(of: a, if: .negate), operand(of: b, if: .negate))
    if let left, let right { return apply(operation, left, right, shape: shape) }
    if let left, hasShape(left, shape), isReadOnce(a) {
      return apply(Negate.operation, apply(operation, left, b, shape: shape), shape)
    }
    if let right, hasShape(right, shape), isReadOnce(b) {
      return apply(Negate.operation, apply(operation, a, right, shape: shape), shape)
    }
    return nil
  }

  /// `a / b`
  mutating func divided(_ operation: Int32, _ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    if isNumber(b, 1), hasShape(a, shape) { return a }
    if isNumber(b, -1), hasShape(a, shape) { return apply(Negate.operation, a, shape) }
    let (left, right) = (operand(of: a, if: .negate), operand(of: b, if: .negate))
    if let left, let right { return apply(operation, left, right, shape: shape) }
    if let left, hasShape(left, shape), isReadOnce(a) {
      return apply(Negate.operation, apply(operation, left, b, shape: shape), shape)
    }
    return nil
  }

  /// `a ^ b`: powers that the products of whole exponents agree with, for negative bases and at 0, too.
  mutating func raised(_ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    guard let exponent = draft.uniformValue(of: b), hasShape(a, shape) else { return nil }
    switch exponent {
    case 0: return constant(1, shape: shape)
    case 1: return a
    case 2: return apply(Multiply.operation, a, a, shape)
    case 3: return apply(Multiply.operation, apply(Multiply.operation, a, a, shape), a, shape)
    case -1: return apply(Divide.operation, draft.constant(1), a, shape)
    default: return nil
    }
  }

  // MARK: Choices

  /// `condition ≠ 0 ? a : b`
  mutating func selected(_ operands: [Int32], _ shape: Int32) -> Int32? {
    let chosen: Int32
    if let condition = draft.uniformValue(of: operands[0]) {
      chosen = operands[condition != 0 ? 1 : 2]
    } else if operands[1] == operands[2] {
      chosen = operands[1]
    } else {
      return nil
    }
    return broadcast(chosen, to: draft.shapes[Int(shape)])
  }

  // MARK: Support

  @inline(__always)
  private func isNumber(_ line: Int32, _ value: Double) -> Bool { draft.uniformValue(of: line) == value }

  @inline(__always)
  private func hasShape(_ line: Int32, _ shape: Int32) -> Bool { draft.lines[Int(line)].shape == shape }

  /// The number and the rest of a product with a number.
  private func scaled(_ line: Int32) -> (factor: Double, x: Int32)? {
    guard kind(of: line) == .multiply else { return nil }
    let (a, b) = (draft.lines[Int(line)].first, draft.lines[Int(line)].second)
    if let factor = draft.uniformValue(of: a), hasShape(b, draft.lines[Int(line)].shape) {
      return (factor, b)
    }
    if let factor = draft.uniformValue(of: b), hasShape(a, draft.lines[Int(line)].shape) {
      return (factor, a)
    }
    return nil
  }

  /// The factor that does what `inner` and then `outer` do; `nil` where the step between could overflow or
  /// underflow although the result does not, in `Float` as well.
  private static func product(_ inner: Double, _ outer: Double) -> Double? {
    let product = inner * outer
    let isOrdinary = product.magnitude >= 0x1p-100 && product.magnitude <= 0x1p100
    let (inner, outer) = (inner.magnitude, outer.magnitude)
    return isOrdinary && (inner <= 1 && outer <= 1024 || inner >= 1 && outer >= 1) ? product : nil
  }

  private mutating func apply(_ operation: Operation, _ x: Int32, _ shape: Int32) -> Int32 {
    let number = operations.number(of: operation)
    return apply(number, x, shape: shape)
  }

  private mutating func apply(_ operation: Operation, _ a: Int32, _ b: Int32, _ shape: Int32) -> Int32 {
    let number = operations.number(of: operation)
    return apply(number, a, b, shape: shape)
  }
}
