// SPDX-License-Identifier: Apache-2.0

/// Reads a text in JSON (RFC 8259) piece by piece, in the order in which its reader expects them.
///
/// The reader's own calls give the depth, so nesting cannot exhaust the stack; keys that are there twice and text that
/// is not UTF-8 are found.
struct JSONScanner {
  /// Where the text begins in its file.
  enum Origin {
    case byte(Int)
    case line(Int)
  }

  private let text: ArraySlice<UInt8>
  private let origin: Origin
  private let context: FileContext
  private var index: Int

  init(_ text: ArraySlice<UInt8>, at origin: Origin, context: FileContext) {
    self.text = text
    self.origin = origin
    self.context = context
    index = text.startIndex
  }

  /// The first byte of what comes next; `nil` at the end of the text.
  mutating func peek() -> UInt8? {
    while index < text.endIndex, [0x20, 0x09, 0x0A, 0x0D].contains(text[index]) { index += 1 }
    return index < text.endIndex ? text[index] : nil
  }

  /// Skips the token when it comes next.
  mutating func skip(_ token: StaticString) -> Bool {
    guard peek() != nil else { return false }
    let end = index + token.utf8CodeUnitCount
    guard end <= text.endIndex,
      text[index..<end].elementsEqual(UnsafeBufferPointer(start: token.utf8Start, count: end - index))
    else { return false }
    index = end
    return true
  }

  /// Skips the token, which must come next.
  mutating func expect(_ token: StaticString) throws(FileError) {
    guard skip(token) else { throw error("'\(token)' is expected") }
  }

  /// Makes sure that nothing is left.
  mutating func expectEnd() throws(FileError) {
    guard peek() == nil else { throw error("something follows the value") }
  }

  /// Reads an object.
  ///
  /// - Parameter member: Reads the value of the key that it is given.
  mutating func object(
    _ member: (inout JSONScanner, String) throws(FileError) -> Void
  ) throws(FileError) {
    var keys: Set<String> = []
    try expect("{")
    guard !skip("}") else { return }
    repeat {
      _ = peek()
      let start = index
      let key = try string()
      guard keys.insert(key).inserted else { throw error("the key \(key.quoted) is there twice", at: start) }
      try expect(":")
      _ = peek()
      try member(&self, key)
    } while skip(",")
    try expect("}")
  }

  /// Reads an array.
  ///
  /// - Parameter element: Reads an element.
  mutating func array(_ element: (inout JSONScanner) throws(FileError) -> Void) throws(FileError) {
    try expect("[")
    guard !skip("]") else { return }
    repeat { try element(&self) } while skip(",")
    try expect("]")
  }

  /// Reads an integer from 0 to 2^63, written with digits alone.
  mutating func natural() throws(FileError) -> Int {
    _ = peek()
    let digits = text[index...].prefix { (0x30...0x39).contains($0) }
    guard let value = Int(String(decoding: digits, as: UTF8.self)), digits.count == 1 || digits.first != 0x30
    else {
      throw error("a number from 0 to 2^63 is expected")
    }
    index += digits.count
    return value
  }

  /// Reads a number.
  mutating func number() throws(FileError) -> Double {
    _ = peek()
    let start = index
    if index < text.endIndex, text[index] == UInt8(ascii: "-") { index += 1 }
    let first = index
    let integerCount = skipDigits()
    var isNumber = integerCount == 1 || (integerCount > 1 && text[first] != UInt8(ascii: "0"))
    if index < text.endIndex, text[index] == UInt8(ascii: ".") {
      index += 1
      isNumber = isNumber && skipDigits() > 0
    }
    if index < text.endIndex, text[index] | 0x20 == UInt8(ascii: "e") {
      index += 1
      if index < text.endIndex, "+-".utf8.contains(text[index]) { index += 1 }
      isNumber = isNumber && skipDigits() > 0
    }
    guard isNumber else { throw error("a value is expected", at: start) }
    guard let value = text[start..<index].withUnsafeBufferPointer({ Double(decimalText: $0) }) else {
      throw error("the number is beyond the range of Double", at: start)
    }
    return value
  }

  private mutating func skipDigits() -> Int {
    let start = index
    while index < text.endIndex, (0x30...0x39).contains(text[index]) { index += 1 }
    return index - start
  }

  /// Reads a string.
  mutating func string() throws(FileError) -> String {
    try expect("\"")
    let start = index
    var bytes: [UInt8] = []
    while true {
      let run = text[index...].prefix { $0 >= 0x20 && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "\\") }
      bytes += run
      index += run.count
      guard index < text.endIndex else { throw error("the string is not closed", at: start - 1) }
      guard text[index] >= 0x20 else { throw error("a string has a control character that is not escaped") }
      index += 1
      if text[index - 1] == UInt8(ascii: "\"") { break }
      bytes += try escaped().utf8
    }
    guard let string = String(validating: bytes, as: UTF8.self) else {
      throw error("the string is not UTF-8", at: start)
    }
    return string
  }

  /// Reads what follows a backslash.
  private mutating func escaped() throws(FileError) -> String {
    let start = index - 1
    guard index < text.endIndex else { throw error("an escape is cut short", at: start) }
    index += 1
    switch text[index - 1] {
    case UInt8(ascii: "\""): return "\""
    case UInt8(ascii: "\\"): return "\\"
    case UInt8(ascii: "/"): return "/"
    case UInt8(ascii: "b"): return "\u{8}"
    case UInt8(ascii: "f"): return "\u{C}"
    case UInt8(ascii: "n"): return "\n"
    case UInt8(ascii: "r"): return "\r"
    case UInt8(ascii: "t"): return "\t"
    case UInt8(ascii: "u"):
      var units = [try codeUnit(from: start)]
      if UTF16.isLeadSurrogate(units[0]), skip("\\u") { units.append(try codeUnit(from: start)) }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw error("an escape is half a character", at: start)
      }
      return text
    default: throw error("an unknown escape", at: start)
    }
  }

  private mutating func codeUnit(from start: Int) throws(FileError) -> UInt16 {
    let digits = text[index...].prefix(4)
    guard digits.count == 4, digits.allSatisfy({ Unicode.Scalar($0).properties.isASCIIHexDigit }),
      let unit = UInt16(String(decoding: digits, as: UTF8.self), radix: 16)
    else { throw error("an escape is cut short", at: start) }
    index += 4
    return unit
  }

  /// An error at `start`, an index of the text, or at what comes next.
  func error(_ reason: String, at start: Int? = nil, fix: String? = nil) -> FileError {
    let offset = (start ?? index) - text.startIndex
    let position: FileError.Position =
      switch origin {
      case .byte(let first): .byte(first + offset)
      case .line(let line): .line(line, column: text.prefix(offset).count { $0 & 0xC0 != 0x80 } + 1)
      }
    return context.error(reason, at: position, fix: fix)
  }
}
