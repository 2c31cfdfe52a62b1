// SPDX-License-Identifier: Apache-2.0

/// A file of comma-separated values, read block by block: it may be larger than memory.
///
/// ```swift
/// var reader = try CSVReader("measurements.csv")
/// while let block = try reader.read(rows: 10_000) { ... }
/// ```
///
/// The format is that of RFC 4180, in UTF-8: cells in quotes may hold delimiters, line breaks and doubled quotes. Lines
/// end in LF or CR LF, the last one in either or none; a byte order mark is skipped. Empty lines are skipped, but for a
/// table of one column, where they are missing values. Numbers have a point whatever the locale, may have spaces or
/// quotes around them, and may be `nan`, `inf` or `infinity`, with a sign, in letters of either case. A number that is
/// beyond the range of `Double` is none.
public struct CSVReader: ~Copyable {
  /// The names of the columns.
  public let names: [String]
  /// What the columns hold.
  public let kinds: [Column.Kind]

  private var rows: CSVRows
  private let missing: CSVMissing

  /// Opens the file at `path`, which may be a pipe, and reads as much as tells the columns and what they hold.
  ///
  /// - Throws: `FileError` when it cannot be opened or is empty, when a row of the part that is read is damaged or has
  ///   more or fewer cells than the first, or when `format` names a column that is not there.
  public init(_ path: String, format: CSVFormat = CSVFormat()) throws(FileError) {
    try self.init(TextWindow(FileContext(path, .csv)), format: format)
  }

  init(_ window: TextWindow, format: CSVFormat) throws(FileError) {
    let context = window.context
    var rows = CSVRows(window, delimiter: try format.delimiterByte(context))
    let missing = CSVMissing(format.missing)
    guard let end = try rows.find(at: 0) else {
      throw context.error("the file is empty", at: .line(1, column: 1))
    }
    let names = format.hasHeader ? try rows.names() : (1...rows.cells.count).map(String.init)
    if format.hasHeader { rows.consume(end) }
    for name in format.kinds.keys.sorted() where !names.contains(name) {
      throw context.error(
        "there is no column \(name.quoted) for CSVFormat(kinds:)",
        fix: "the columns are \(names.map(\.quoted).joined(separator: ", "))")
    }
    let kinds = try rows.kinds(columnCount: names.count, missing)
    self.kinds = zip(names, kinds).map { name, kind in format.kinds[name] ?? kind }
    self.names = names
    self.rows = rows
    self.missing = missing
  }

  /// Reads the next rows, at most `count`.
  ///
  /// - Returns: `nil` when no row is left.
  /// - Throws: `FileError` with line and column when a row has more or fewer cells than the first, a quote is not closed
  ///   or stands within a cell, a word stands in a column of numbers, or the text is not UTF-8.
  /// - Complexity: O(bytes read); memory for the rows and a window on the file of 256 KB, or of the longest row.
  public mutating func read(rows count: Int) throws(FileError) -> Table? {
    let table = try readTable(rows: count)
    return table.rowCount > 0 ? table : nil
  }

  /// Reads the next rows, which may be none.
  fileprivate mutating func readTable(rows count: Int) throws(FileError) -> Table {
    var columns = zip(names, kinds).map { CSVColumn(name: $0, kind: $1) }
    var rowCount = 0
    while rowCount < count, let end = try rows.find(at: 0) {
      if try rows.isRow(columnCount: names.count) {
        try rows.append(to: &columns, missing)
        rowCount += 1
      }
      rows.consume(end)
    }
    return Table(names: names, columns: columns.map(\.values))
  }
}

extension CSVRows {
  /// The names in the row that was found last.
  fileprivate func names() throws(FileError) -> [String] {
    var names: [String] = []
    for cell in cells {
      do throws(CSVFault) {
        let name = try window.bytes.withUnsafeBufferPointer { (bytes) throws(CSVFault) in try cell.text(bytes)
        }
        guard !names.contains(name) else {
          throw CSVFault(
            index: cell.start, reason: "two columns have the name \(name.quoted)",
            fix: "rename one, or say CSVFormat(hasHeader: false) when the first row holds values")
        }
        names.append(name)
      } catch {
        throw self.error(error)
      }
    }
    return names
  }

  /// What each column holds by its first values, which are not consumed: numbers unless one of them is a word.
  fileprivate mutating func kinds(columnCount: Int, _ missing: CSVMissing) throws(FileError) -> [Column.Kind]
  {
    var kinds = [Column.Kind](repeating: .numbers, count: columnCount)
    var rowCount = 0
    var offset = 0
    while rowCount < 1000, offset < 1 << 20, let end = try find(at: offset) {
      if try isRow(columnCount: columnCount) {
        window.bytes.withUnsafeBufferPointer { bytes in
          for (position, cell) in cells.enumerated() where kinds[position] == .numbers {
            if cell.number(bytes, missing) == nil { kinds[position] = .text }
          }
        }
        rowCount += 1
      }
      offset = end
    }
    return kinds
  }

  /// Appends the cells of the row that was found last to their columns.
  fileprivate func append(to columns: inout [CSVColumn], _ missing: CSVMissing) throws(FileError) {
    do throws(CSVFault) {
      try window.bytes.withUnsafeBufferPointer { (bytes) throws(CSVFault) in
        for position in columns.indices { try columns[position].append(cells[position], bytes, missing) }
      }
    } catch {
      throw self.error(error)
    }
  }
}

extension Table {
  /// Reads a file of comma-separated values as `CSVReader` does, which also says what the format is.
  ///
  /// - Throws: `FileError` with line and column when the file cannot be read, is empty, or is damaged, and when a word
  ///   stands in a column of numbers.
  /// - Complexity: O(size) time; memory for the values.
  public init(csv path: String, format: CSVFormat = CSVFormat()) throws(FileError) {
    var reader = try CSVReader(path, format: format)
    self = try reader.readTable(rows: .max)
  }
}
