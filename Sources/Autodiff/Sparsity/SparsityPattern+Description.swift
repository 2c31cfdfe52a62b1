// SPDX-License-Identifier: Apache-2.0

extension SparsityPattern: CustomStringConvertible {
  /// A line that counts the entries and, where it fits a page, a drawing:
  ///
  /// ```
  /// 7 of 9 entries can be non-zero
  /// × × ·
  /// × × ×
  /// · × ×
  /// ```
  public var description: String {
    guard (1...48).contains(rowCount), (1...48).contains(columnCount) else { return summary }
    let rows = (0..<rowCount).map { row in
      (0..<columnCount).map { contains(row: row, column: $0) ? "×" : "·" }.joined(separator: " ")
    }
    return ([summary] + rows).joined(separator: "\n")
  }

  /// The line that counts the entries.
  var summary: String {
    let size = rowCount.multipliedReportingOverflow(by: columnCount)
    let all = size.overflow ? "\(rowCount)·\(columnCount)" : "\(size.partialValue)"
    return "\(count) of \(all) entries can be non-zero"
  }
}
