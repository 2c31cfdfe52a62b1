// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A mistake made while recording: the first one, found when the recording is closed.
public struct RecordingError: Error, Hashable, CustomStringConvertible {
  /// A variable that an operation was applied to.
  public struct Operand: Hashable, Sendable, CustomStringConvertible {
    /// The name that the user gave it, or what it is made by.
    public let name: String
    /// Its shape, for the variables that have one.
    public let shape: Shape?

    /// The name and the shape: `W1 [5, 6]`.
    public var description: String { shape.map { "\(name) \($0)" } ?? name }
  }

  /// The operation, as its function is named.
  public let operation: String
  /// What it was applied to.
  public let operands: [Operand]
  /// What does not fit, with the likely fix where there is one.
  public let reason: String
  /// Where the call stands, for the calls that say.
  public let location: SourceLocation?

  /// One line: `matmul(W1 [5, 6], x [7]): inner extents 6 and 7 differ (App/Model.swift:41)`.
  public var description: String {
    let call = "\(operation)(\(operands.map(\.description).joined(separator: ", "))): \(reason)"
    return location.map { "\(call) (\($0))" } ?? call
  }
}
