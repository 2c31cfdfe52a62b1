// SPDX-License-Identifier: Apache-2.0

/// A column that grows line by line.
struct JSONLinesColumn {
  let name: String
  /// What it holds; unknown while all values are missing.
  private var kind: Column.Kind?
  private var numbers: [Double] = []
  private var words: [String?] = []
  private var missingCount = 0

  init(name: String) { self.name = name }

  /// The numbers that are written as words, which JSON has no other way for.
  static let namedNumbers: [String: Double] = ["NaN": .nan, "Infinity": .infinity, "-Infinity": -.infinity]

  private var count: Int {
    switch kind {
    case .numbers: numbers.count
    case .text: words.count
    case nil: missingCount
    }
  }

  /// The values so far.
  var values: Column {
    switch kind {
    case .numbers: .numbers(numbers)
    case .text: .text(words)
    case nil: .numbers(Array(repeating: .nan, count: missingCount))
    }
  }

  /// Appends missing values until there are `count` values.
  mutating func pad(to count: Int) {
    while self.count < count {
      switch kind {
      case .numbers: numbers.append(.nan)
      case .text: words.append(nil)
      case nil: missingCount += 1
      }
    }
  }

  /// Reads a value and appends it.
  mutating func append(_ scanner: inout JSONScanner) throws(FileError) {
    let start = scanner
    switch scanner.peek() {
    case UInt8(ascii: "\""):
      let word = try scanner.string()
      if kind != .text, let number = Self.namedNumbers[word] {
        append(number)
      } else {
        if kind == nil { words = Array(repeating: nil, count: missingCount) }
        kind = kind ?? .text
        guard kind == .text else { throw mixed(word.quoted, start) }
        words.append(word)
      }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      throw scanner.error(
        "the value of \(name.quoted) is no number, word, true, false or null",
        fix: "give its parts keys of their own")
    default:
      if scanner.skip("null") { return pad(to: count + 1) }
      let number = try number(&scanner)
      guard kind != .text else { throw mixed("a number", start) }
      append(number)
    }
  }

  private func number(_ scanner: inout JSONScanner) throws(FileError) -> Double {
    if scanner.skip("true") { return 1 }
    if scanner.skip("false") { return 0 }
    // Not JSON, but what Python's json module writes.
    if scanner.skip("NaN") { return .nan }
    if scanner.skip("Infinity") { return .infinity }
    if scanner.skip("-Infinity") { return -.infinity }
    return try scanner.number()
  }

  private mutating func append(_ number: Double) {
    if kind == nil { numbers = Array(repeating: .nan, count: missingCount) }
    kind = .numbers
    numbers.append(number)
  }

  private func mixed(_ value: String, _ scanner: JSONScanner) -> FileError {
    let others = kind == .numbers ? "numbers" : "words"
    return scanner.error(
      "\(value) under \(name.quoted), where the lines above have \(others)",
      fix: "write one kind of value, or null")
  }
}
