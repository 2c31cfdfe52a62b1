// SPDX-License-Identifier: Apache-2.0

/// A mistake in an expression, with the place that it stands at.
struct ExpressionError: Error, Equatable, CustomStringConvertible {
  let text: String
  /// Counted from 1.
  let column: Int
  let reason: String

  init(text: String, column: Int, _ reason: String) {
    self.text = text
    self.column = column
    self.reason = reason
  }

  /// The reason, the expression, and a caret below the place.
  var description: String {
    "column \(column): \(reason)\n  \(text)\n  \(String(repeating: " ", count: max(0, column - 1)))^"
  }
}
