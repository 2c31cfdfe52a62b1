// SPDX-License-Identifier: Apache-2.0

/// The rows of a CSV file, one after the other, with their place in it.
struct CSVRows {
  private(set) var window: TextWindow
  private var scanner: CSVScanner
  /// The line on which the unread part of the window begins.
  private var line = 1

  init(_ window: TextWindow, delimiter: UInt8) {
    self.window = window
    scanner = CSVScanner(delimiter: delimiter)
  }

  /// The cells of the row that was found last, as places in the window.
  var cells: [CSVCell] { scanner.cells }

  /// Finds a row, reading as much of the file as it takes.
  ///
  /// - Parameter offset: How far behind the first row that is not consumed it begins, in bytes.
  /// - Returns: How far the next one begins; `nil` at the end of the file.
  mutating func find(at offset: Int) throws(FileError) -> Int? {
    while offset < window.unread.count || !window.isAtEnd {
      do throws(CSVFault) {
        let start = window.unread.lowerBound
        if offset < window.unread.count, let end = try scanner.scan(window, from: start + offset) {
          return end - start
        }
      } catch {
        throw self.error(error)
      }
      guard try window.extend() else {
        throw error(
          CSVFault(
            index: window.unread.lowerBound + offset,
            reason: "the row takes more than \(TextWindow.limit) bytes",
            fix: "see whether a quote is not closed"))
      }
    }
    return nil
  }

  /// Whether the row that was found last is one of a table of `columnCount` columns; an empty line may be none.
  ///
  /// - Throws: `FileError` when it has more or fewer cells.
  func isRow(columnCount: Int) throws(FileError) -> Bool {
    if scanner.isBlank, columnCount > 1 { return false }
    guard cells.count == columnCount else {
      let index = cells[min(cells.count - 1, columnCount)].start
      throw error(
        CSVFault(
          index: index, reason: "the row has \(cells.count) cells, the first one \(columnCount)",
          fix: "put cells that hold the delimiter in quotes, or see whether the delimiter is right"))
    }
    return true
  }

  /// Gives up the row that was found last and all before it.
  ///
  /// - Parameter offset: What `find` has returned.
  mutating func consume(_ offset: Int) {
    let hasQuotes = cells.contains { $0.isQuoted }
    line += hasQuotes ? window.bytes[window.unread.prefix(offset)].count { $0 == 0x0A } : 1
    window.consume(offset)
  }

  /// The error of a fault in a row that is not consumed.
  func error(_ fault: CSVFault) -> FileError {
    let before = window.bytes[window.unread.lowerBound..<fault.index]
    let lines = before.split(separator: 0x0A, omittingEmptySubsequences: false)
    // The bytes of a character but for its first one begin with the bits 10.
    let column = (lines.last ?? []).count { $0 & 0xC0 != 0x80 } + 1
    return window.context.error(
      fault.reason, at: .line(line + lines.count - 1, column: column), fix: fault.fix)
  }
}
