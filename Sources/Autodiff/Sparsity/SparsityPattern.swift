// SPDX-License-Identifier: Apache-2.0

/// Which entries of a matrix can be other than 0: the others are 0 whatever the inputs are.
///
/// Memory in proportion to the entries.
public struct SparsityPattern: Hashable, Sendable {
  /// The number of rows of the matrix.
  public let rowCount: Int
  /// The number of columns of the matrix.
  public let columnCount: Int
  /// Where each row's entries begin, and at last their number.
  let rowStarts: [Int]
  /// The column of each entry, row by row, ascending in a row.
  let columns: [Int32]

  /// The pattern of entries that are each listed once, with the columns of a row ascending. O(rows +
  /// entries).
  init(rowCount: Int, columnCount: Int, _ entries: [(row: Int32, column: Int32)]) {
    self.rowCount = rowCount
    self.columnCount = columnCount
    var starts = [Int](repeating: 0, count: rowCount + 1)
    for entry in entries { starts[Int(entry.row) + 1] += 1 }
    for row in 0..<rowCount { starts[row + 1] += starts[row] }
    var next = starts
    var columns = [Int32](repeating: 0, count: entries.count)
    for entry in entries {
      columns[next[Int(entry.row)]] = entry.column
      next[Int(entry.row)] += 1
    }
    rowStarts = starts
    self.columns = columns
  }

  /// The number of entries.
  public var count: Int { columns.count }

  /// The entries' share of the whole matrix; 0 for a matrix without elements.
  public var density: Double {
    count == 0 ? 0 : Double(count) / (Double(rowCount) * Double(columnCount))
  }

  /// The entries row by row, with the columns of a row ascending. O(count).
  public func coordinates() -> [(row: Int, column: Int)] {
    (0..<rowCount).flatMap { row in columns(inRow: row).map { (row, Int($0)) } }
  }

  /// Whether an entry can be other than 0. O(log(entries of the row)).
  public func contains(row: Int, column: Int) -> Bool { index(row: row, column: column) != nil }

  /// The number of an entry among `coordinates()`, if it is one.
  func index(row: Int, column: Int) -> Int? {
    guard (0..<rowCount).contains(row), (0..<columnCount).contains(column) else { return nil }
    var (low, high) = (rowStarts[row], rowStarts[row + 1])
    while low < high {
      let middle = (low + high) / 2
      if columns[middle] < column { low = middle + 1 } else { high = middle }
    }
    return low < rowStarts[row + 1] && columns[low] == column ? low : nil
  }

  func entries(inRow row: Int) -> Range<Int> { rowStarts[row]..<rowStarts[row + 1] }

  func columns(inRow row: Int) -> ArraySlice<Int32> { columns[entries(inRow: row)] }

  /// The number of entries of the fullest row.
  var longestRow: Int { (0..<rowCount).reduce(0) { max($0, entries(inRow: $1).count) } }
}

extension SparsityPattern {
  /// The pattern of the transposed matrix. O(rows + columns + entries).
  public func transposed() -> SparsityPattern {
    SparsityPattern(
      rowCount: columnCount, columnCount: rowCount,
      coordinates().map { (row: Int32($0.column), column: Int32($0.row)) })
  }

  /// The entries of a square pattern and of its transpose.
  func symmetrized() -> SparsityPattern {
    let other = transposed()
    var entries: [(row: Int32, column: Int32)] = []
    for row in 0..<rowCount {
      var (own, mirrored) = (columns(inRow: row), other.columns(inRow: row))
      while let column = [own.first, mirrored.first].compactMap({ $0 }).min() {
        entries.append((Int32(row), column))
        if own.first == column { own.removeFirst() }
        if mirrored.first == column { mirrored.removeFirst() }
      }
    }
    return SparsityPattern(rowCount: rowCount, columnCount: columnCount, entries)
  }
}
