// SPDX-License-Identifier: Apache-2.0

/// Columns that do not make a table, or do not make a tensor.
public struct TableError: Error, Hashable, CustomStringConvertible {
  /// The column.
  public let column: String
  /// What is wrong, with the likely fix where there is one.
  public let reason: String

  /// An error about the column of a name.
  public init(column: String, _ reason: String) {
    self.column = column
    self.reason = reason
  }

  /// One line: `column "height": ...`.
  public var description: String { "column \(column.quoted): \(reason)" }
}
