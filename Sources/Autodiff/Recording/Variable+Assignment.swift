// SPDX-License-Identifier: Apache-2.0

// A variable never changes: the operators record a new one under the old name.
extension Variable {
  /// Adds `b`, element by element; the shapes broadcast.
  public static func += (a: inout Variable, b: Variable) { a = a + b }
  /// Subtracts `b`, element by element; the shapes broadcast.
  public static func -= (a: inout Variable, b: Variable) { a = a - b }
  /// Multiplies by `b`, element by element; the shapes broadcast.
  public static func *= (a: inout Variable, b: Variable) { a = a * b }
  /// Divides by `b`, element by element; the shapes broadcast.
  public static func /= (a: inout Variable, b: Variable) { a = a / b }
}
