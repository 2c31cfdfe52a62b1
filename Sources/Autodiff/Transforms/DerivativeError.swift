// SPDX-License-Identifier: Apache-2.0

/// A derivative that a program does not have.
public struct DerivativeError: Error, Hashable, CustomStringConvertible {
  /// The transform that was asked for.
  public let operation: String
  /// What does not fit, with the likely fix.
  public let reason: String

  init(_ operation: String, _ reason: String) {
    self.operation = operation
    self.reason = reason
  }

  /// One line: the transform and the reason.
  public var description: String { "\(operation): \(reason)" }
}
