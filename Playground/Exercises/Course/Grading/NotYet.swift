// SPDX-License-Identifier: Apache-2.0

/// Thrown from the hole of an answer that is not filled in.
public struct NotYet: Error, CustomStringConvertible {
  /// What belongs there.
  public let description: String
}

/// What the hole of an answer throws until it is filled in.
///
/// - Parameter task: What the code must do.
public func notYet(_ task: String) -> NotYet { NotYet(description: task) }
