// SPDX-License-Identifier: Apache-2.0

extension Table {
  /// Writes the table as comma-separated values (RFC 4180, with LF at the ends of lines), an existing file being
  /// replaced at once or, on an error, not at all.
  ///
  /// Numbers take the fewest digits that read back the same; those that are not finite are `nan`, `inf` and `-inf`. A
  /// missing word is an empty cell. Reading gives the same table again, but for a column of text whose first values
  /// all look like numbers: that needs `CSVFormat(kinds:)`.
  ///
  /// - Throws: `FileError` when the file cannot be written, or the table has no columns.
  /// - Complexity: O(size).
  public func write(csv path: String, format: CSVFormat = CSVFormat()) throws(FileError) {
    let context = FileContext(path, .csv)
    let cells = CSVCells(delimiter: try format.delimiterByte(context), missing: format.missing)
    guard !columns.isEmpty else { throw context.error("a table without columns cannot be written") }
    try FileWriter.write(context) { (file) throws(FileError) in
      var line: [UInt8] = []
      if format.hasHeader {
        for (position, name) in names.enumerated() { cells.append(name, to: &line, isFirst: position == 0) }
        try file.append(line + [0x0A])
      }
      for row in 0..<rowCount {
        line.removeAll(keepingCapacity: true)
        for (position, column) in columns.enumerated() {
          switch column {
          case .numbers(let numbers): cells.append(numbers[row], to: &line, isFirst: position == 0)
          case .text(let words): cells.append(words[row], to: &line, isFirst: position == 0)
          }
        }
        line.append(0x0A)
        try file.append(line)
      }
    }
  }
}

/// How values are written as cells.
private struct CSVCells {
  var delimiter: UInt8
  var missing: Set<String>

  func append(_ number: Double, to line: inout [UInt8], isFirst: Bool) {
    if !isFirst { line.append(delimiter) }
    line.append(contentsOf: number.shortestText.utf8)
  }

  func append(_ word: String?, to line: inout [UInt8], isFirst: Bool) {
    if !isFirst { line.append(delimiter) }
    guard let word else { return }
    guard needsQuotes(word) else { return line.append(contentsOf: word.utf8) }
    line.append(UInt8(ascii: "\""))
    for byte in word.utf8 {
      if byte == UInt8(ascii: "\"") { line.append(byte) }
      line.append(byte)
    }
    line.append(UInt8(ascii: "\""))
  }

  /// Whether the word would read as something else without quotes.
  private func needsQuotes(_ word: String) -> Bool {
    let special = [delimiter, UInt8(ascii: "\""), 0x0A, 0x0D]
    // A byte order mark is skipped at the beginning of a file.
    return word.isEmpty || word.utf8.contains(where: special.contains)
      || word.unicodeScalars.first == "\u{FEFF}"
      || missing.contains(word)
  }
}
