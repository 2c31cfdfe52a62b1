// SPDX-License-Identifier: Apache-2.0

extension Table {
  /// The numbers of a column, `[rowCount]`; a missing one is NaN. Each is rounded to `Scalar`.
  ///
  /// - Throws: `TableError` when there is no such column, or it holds text; it names the first.
  /// - Complexity: O(rows).
  public func tensor<Scalar: Real>(
    of name: String, as type: Scalar.Type = Scalar.self
  ) throws(TableError) -> Tensor<Scalar> {
    Tensor(try numbers(of: name).map { Scalar($0) })
  }

  /// The numbers of some columns side by side, `[rowCount, names.count]`; a missing one is NaN. Each is rounded to
  /// `Scalar`.
  ///
  /// - Throws: `TableError` when there is no such column, or one holds text; it names the first.
  /// - Complexity: O(rows · columns).
  public func tensor<Scalar: Real>(
    of names: [String], as type: Scalar.Type = Scalar.self
  ) throws(TableError) -> Tensor<Scalar> {
    var scalars = [Scalar](repeating: 0, count: rowCount * names.count)
    for (position, name) in names.enumerated() {
      let numbers = try numbers(of: name)
      for row in 0..<rowCount { scalars[row * names.count + position] = Scalar(numbers[row]) }
    }
    return Tensor(unchecked: scalars, shape: [rowCount, names.count])
  }

  private func numbers(of name: String) throws(TableError) -> [Double] {
    switch try column(name) {
    case .numbers(let numbers): return numbers
    case .text(let words):
      let row = words.firstIndex { $0.map { Double(decimalText: $0) == nil } ?? false }
      let example = row.map { ", \((words[$0] ?? "").quoted) in row \($0 + 1)" } ?? ""
      throw TableError(
        column: name,
        "holds text\(example); number its words by tensor(of:numbering:), or read it as numbers")
    }
  }
}
