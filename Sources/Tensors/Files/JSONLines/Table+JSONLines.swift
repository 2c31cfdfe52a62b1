// SPDX-License-Identifier: Apache-2.0

extension Table {
  /// Reads a file of JSON Lines: an object on each line, whose values are numbers or words (RFC 8259).
  ///
  /// The columns are the keys, in the order in which they appear first. A key that a line lacks, or has with `null`, is
  /// a missing value. `true` is 1 and `false` is 0. The words `"NaN"`, `"Infinity"` and `"-Infinity"` are numbers, except
  /// in a column of words; without quotes, as Python writes them, they are read, too. Empty lines are skipped.
  ///
  /// - Throws: `FileError` with line and column when the file cannot be read, a line holds no object or one with a key
  ///   twice, a value is an object or an array, or a column has words and numbers.
  /// - Complexity: O(size) time; memory for the values and the longest line.
  public init(jsonLines path: String) throws(FileError) {
    try self.init(jsonLines: TextWindow(FileContext(path, .jsonLines)))
  }

  init(jsonLines window: TextWindow) throws(FileError) {
    var window = window
    var columns: [JSONLinesColumn] = []
    var positions: [String: Int] = [:]
    var line = 0
    var rowCount = 0
    while let range = try window.nextLine(line + 1) {
      line += 1
      var scanner = JSONScanner(window.bytes[range], at: .line(line), context: window.context)
      guard scanner.peek() != nil else { continue }
      try scanner.object { (scanner, key) throws(FileError) in
        let position = positions[key, default: columns.count]
        if position == columns.count {
          columns.append(JSONLinesColumn(name: key))
          positions[key] = position
        }
        columns[position].pad(to: rowCount)
        try columns[position].append(&scanner)
      }
      try scanner.expectEnd()
      rowCount += 1
    }
    for position in columns.indices { columns[position].pad(to: rowCount) }
    self.init(names: columns.map(\.name), columns: columns.map(\.values))
  }

  /// Writes the table as JSON Lines, an object on each line. An existing file is replaced at once or, on an error, not
  /// at all.
  ///
  /// Numbers take the fewest digits that read back the same. JSON has no others than finite ones, so those are written
  /// as the words `"NaN"`, `"Infinity"` and `"-Infinity"`, and read back as numbers. A missing word is `null`.
  ///
  /// - Throws: `FileError` when the file cannot be written.
  /// - Complexity: O(size).
  public func write(jsonLines path: String) throws(FileError) {
    let keys = names.enumerated().map { ($0 == 0 ? "{" : ",") + $1.jsonLiteral + ":" }
    try FileWriter.write(FileContext(path, .jsonLines)) { (file) throws(FileError) in
      for row in 0..<rowCount {
        for (key, column) in zip(keys, columns) {
          let value =
            switch column {
            case .numbers(let numbers): numbers[row].jsonValue
            case .text(let words): words[row]?.jsonLiteral ?? "null"
            }
          try file.append(key)
          try file.append(value)
        }
        try file.append("}\n")
      }
    }
  }
}

extension Double {
  /// The number in JSON, or its name in quotes.
  fileprivate var jsonValue: String {
    // Without a point other programs would read an integer, whose zero has no sign.
    if self == 0, sign == .minus { return "-0.0" }
    if isFinite { return shortestText }
    return isNaN ? "\"NaN\"" : self < 0 ? "\"-Infinity\"" : "\"Infinity\""
  }
}

extension TextWindow {
  /// Consumes a line, reading as much of the file as it takes.
  ///
  /// - Parameter number: Its number, for errors.
  /// - Returns: Where it lies in the window; `nil` at the end of the file.
  fileprivate mutating func nextLine(_ number: Int) throws(FileError) -> Range<Int>? {
    var scanned = 0
    while true {
      if let end = bytes[unread].dropFirst(scanned).firstIndex(of: 0x0A) {
        let range = unread.lowerBound..<end
        consume(range.count + 1)
        return range
      }
      scanned = unread.count
      if isAtEnd {
        let range = unread
        consume(range.count)
        return range.isEmpty ? nil : range
      }
      guard try extend() else {
        throw context.error("the line takes more than \(Self.limit) bytes", at: .line(number, column: 1))
      }
    }
  }
}
