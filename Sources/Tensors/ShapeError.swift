// SPDX-License-Identifier: Apache-2.0

/// Operands whose shapes an operation cannot take.
public struct ShapeError: Error, Hashable, CustomStringConvertible {
  /// The operation, as its function is named.
  public let operation: String
  /// The shapes of its operands.
  public let shapes: [Shape]
  /// What does not fit, with the likely fix where there is one.
  public let reason: String

  /// An error of `operation` on operands of the given shapes.
  public init(_ operation: String, _ shapes: [Shape], _ reason: String) {
    self.operation = operation
    self.shapes = shapes
    self.reason = reason
  }

  /// One line: `matmul([2, 3], [2, 3]): inner extents 3 and 2 differ`.
  public var description: String {
    "\(operation)(\(shapes.map(\.description).joined(separator: ", "))): \(reason)"
  }
}
