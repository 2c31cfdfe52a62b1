// SPDX-License-Identifier: Apache-2.0

/// The values of one column of a table.
public enum Column: Hashable, Sendable {
  /// What a column holds.
  public enum Kind: String, Hashable, Sendable {
    /// Numbers.
    case numbers
    /// Words.
    case text
  }

  /// Numbers; a missing one is NaN.
  case numbers([Double])
  /// Words; a missing one is `nil`.
  case text([String?])

  /// What the column holds.
  public var kind: Kind {
    switch self {
    case .numbers: .numbers
    case .text: .text
    }
  }

  /// The number of values.
  public var count: Int {
    switch self {
    case .numbers(let values): values.count
    case .text(let values): values.count
    }
  }

  /// The values of a range of rows, which must be there. O(range.count).
  public subscript(rows: Range<Int>) -> Column {
    switch self {
    case .numbers(let values): .numbers(Array(values[rows]))
    case .text(let values): .text(Array(values[rows]))
    }
  }
}
