// SPDX-License-Identifier: Apache-2.0

/// A cell of a row; places are indices of the window's bytes.
struct CSVCell {
  /// The content, without the quotes around it.
  var range: Range<Int>
  var isQuoted = false
  /// Whether the content has quotes, which stand there doubled.
  var hasQuotes = false

  /// Where the cell begins.
  var start: Int { isQuoted ? range.lowerBound - 1 : range.lowerBound }
}

/// What is wrong at a place of the window.
struct CSVFault: Error {
  var index: Int
  var reason: String
  var fix: String?
}

/// Finds the cells of rows (RFC 4180, section 2; line breaks are CR LF or LF).
struct CSVScanner {
  let delimiter: UInt8
  /// The cells of the row that was found last.
  private(set) var cells: [CSVCell] = []

  private static let quote = UInt8(ascii: "\"")
  private static let carriageReturn: UInt8 = 0x0D
  private static let newline: UInt8 = 0x0A

  init(delimiter: UInt8) { self.delimiter = delimiter }

  /// Whether the row that was found last is an empty line.
  var isBlank: Bool { cells.count == 1 && cells[0].range.isEmpty && !cells[0].isQuoted }

  /// Finds the row that begins at `start`.
  ///
  /// - Returns: Where the next one begins; `nil` when the window has not all of the row.
  mutating func scan(_ window: TextWindow, from start: Int) throws(CSVFault) -> Int? {
    cells.removeAll(keepingCapacity: true)
    return try window.bytes.withUnsafeBufferPointer { (bytes) throws(CSVFault) in
      try scan(bytes.extracting(..<window.unread.upperBound), from: start, isAtEnd: window.isAtEnd)
    }
  }

  private mutating func scan(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool
  ) throws(CSVFault) -> Int? {
    var index = start
    while true {
      let cell: CSVCell
      if index < bytes.count, bytes[index] == Self.quote {
        guard let quoted = try quotedCell(bytes, from: index, isAtEnd: isAtEnd) else { return nil }
        cell = quoted
        index = cell.range.upperBound + 1
      } else {
        let cellStart = index
        while index < bytes.count, !endsCell(bytes[index]) { index += 1 }
        cell = CSVCell(range: cellStart..<index)
      }
      // What follows the last byte is known only at the end of the file.
      guard index < bytes.count || isAtEnd else { return nil }
      cells.append(cell)
      guard index < bytes.count else { return index }
      switch bytes[index] {
      case delimiter: index += 1
      case Self.newline: return index + 1
      case Self.carriageReturn:
        guard index + 1 < bytes.count || isAtEnd else { return nil }
        guard index + 1 < bytes.count, bytes[index + 1] == Self.newline else {
          throw CSVFault(
            index: index, reason: "a carriage return without a line feed",
            fix: "save the file with line feeds at the ends of lines")
        }
        return index + 2
      default:
        throw CSVFault(
          index: index,
          reason: cell.isQuoted ? "something follows the closing quote" : "a quote within a cell",
          fix: "put the whole cell in quotes, and double the quotes in it")
      }
    }
  }

  @inline(__always)
  private func endsCell(_ byte: UInt8) -> Bool {
    byte == delimiter || byte == Self.newline || byte == Self.carriageReturn || byte == Self.quote
  }

  /// The cell whose opening quote is at `start`; `nil` when the window ends before it.
  private func quotedCell(
    _ bytes: UnsafeBufferPointer<UInt8>, from start: Int, isAtEnd: Bool
  ) throws(CSVFault) -> CSVCell? {
    var cell = CSVCell(range: start..<start, isQuoted: true)
    var index = start + 1
    while true {
      while index < bytes.count, bytes[index] != Self.quote { index += 1 }
      // A quote at the window's end may be the first of two.
      guard index < bytes.count, index + 1 < bytes.count || isAtEnd else {
        guard isAtEnd else { return nil }
        throw CSVFault(index: start, reason: "the quote that is opened here is not closed", fix: nil)
      }
      guard index + 1 < bytes.count, bytes[index + 1] == Self.quote else {
        cell.range = start + 1..<index
        return cell
      }
      cell.hasQuotes = true
      index += 2
    }
  }
}
