// SPDX-License-Identifier: Apache-2.0

/// Which cells are missing values.
struct CSVMissing {
  let words: Set<String>
  /// The words that are numbers, such as -999.
  let numbers: Set<Double>

  init(_ words: Set<String>) {
    self.words = words
    numbers = Set(words.compactMap { Double(decimalText: $0) })
  }
}

extension CSVCell {
  /// The number in the cell, spaces around it left out; NaN when it is missing, `nil` when it is none.
  func number(_ bytes: UnsafeBufferPointer<UInt8>, _ missing: CSVMissing) -> Double? {
    var range = range
    while let first = range.first, [0x20, 0x09].contains(bytes[first]) { range.removeFirst() }
    while let last = range.last, [0x20, 0x09].contains(bytes[last]) { range.removeLast() }
    if range.isEmpty { return .nan }
    let content = bytes.extracting(range)
    guard let number = Double(decimalText: content) else {
      return missing.words.contains(String(decoding: content, as: UTF8.self)) ? .nan : nil
    }
    return !missing.numbers.isEmpty && missing.numbers.contains(number) ? .nan : number
  }

  /// The text in the cell.
  func text(_ bytes: UnsafeBufferPointer<UInt8>) throws(CSVFault) -> String {
    let content = bytes.extracting(range)
    guard let text = String(validating: content, as: UTF8.self) else {
      throw CSVFault(index: start, reason: "the text is not UTF-8", fix: "save the file as UTF-8")
    }
    guard hasQuotes else { return text }
    // Quotes come in pairs here, of which each second one goes.
    var isSecond = false
    return String(
      decoding: content.filter { byte in
        isSecond = byte == UInt8(ascii: "\"") && !isSecond
        return byte != UInt8(ascii: "\"") || isSecond
      }, as: UTF8.self)
  }

  /// The text in the cell; `nil` when it is missing.
  func word(_ bytes: UnsafeBufferPointer<UInt8>, _ missing: CSVMissing) throws(CSVFault) -> String? {
    let text = try text(bytes)
    return !isQuoted && (text.isEmpty || missing.words.contains(text)) ? nil : text
  }
}

/// A column that grows cell by cell.
struct CSVColumn {
  let name: String
  let kind: Column.Kind
  private var numbers: [Double] = []
  private var words: [String?] = []

  init(name: String, kind: Column.Kind) {
    self.name = name
    self.kind = kind
  }

  /// The values so far.
  var values: Column { kind == .numbers ? .numbers(numbers) : .text(words) }

  mutating func append(
    _ cell: CSVCell, _ bytes: UnsafeBufferPointer<UInt8>, _ missing: CSVMissing
  ) throws(CSVFault) {
    guard kind == .numbers else { return words.append(try cell.word(bytes, missing)) }
    guard let number = cell.number(bytes, missing) else {
      let text = try cell.text(bytes)
      let withPoint = text.split(separator: ",", maxSplits: 1).joined(separator: ".")
      throw CSVFault(
        index: cell.start, reason: "\(text.quoted) in column \(name.quoted) is no number",
        fix: Double(decimalText: withPoint) == nil
          ? "correct it, name it in CSVFormat(missing:), or read text with kinds: [\(name.quoted): .text]"
          : "write it with a point")
    }
    numbers.append(number)
  }
}
