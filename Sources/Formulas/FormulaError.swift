// SPDX-License-Identifier: Apache-2.0

/// A mistake in an expression, with the place that it stands at.
package struct FormulaError: Error, Equatable, CustomStringConvertible {
  package let text: String
  /// Counted from 1.
  package let column: Int
  package let reason: String

  init(text: String, column: Int, _ reason: String) {
    self.text = text
    self.column = column
    self.reason = reason
  }

  /// The reason, the expression, and a caret below the place.
  package var description: String {
    "column \(column): \(reason)\n  \(text)\n  \(String(repeating: " ", count: max(0, column - 1)))^"
  }
}
