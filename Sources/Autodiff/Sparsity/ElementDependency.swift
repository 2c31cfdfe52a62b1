// SPDX-License-Identifier: Apache-2.0

/// Which elements of an operand the elements of a result may depend on; see
/// `Primitive.dependency(on:of:to:)`.
public enum ElementDependency: Sendable {
  /// Each on all of them.
  case all
  /// Each on those that have its own indices along the other axes. The result has the operand's axes without
  /// those given, or with any extent along them; it may have more leading axes, and repeat along axes of
  /// extent 1.
  case lanes(along: [Int])
  /// The pairs listed, by their places in row-major order.
  case pairs([(operand: Int, result: Int)])
}
