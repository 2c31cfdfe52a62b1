// SPDX-License-Identifier: Apache-2.0

/// Reads the dictionary of an NPY header, and nothing else that Python would read.
struct NPYHeaderParser {
  private let text: [UInt8]
  private let origin: Int
  private let context: FileContext
  private var index = 0

  /// A parser of the header's text, which begins at byte `origin` of the file.
  init(_ text: [UInt8], at origin: Int, context: FileContext) {
    self.text = text
    self.origin = origin
    self.context = context
  }

  /// The three entries, each of which must be there once, in any order.
  mutating func dictionary() throws(FileError) -> (ElementFormat, isFortranOrder: Bool, extents: [Int]) {
    var format: ElementFormat?
    var isFortranOrder: Bool?
    var extents: [Int]?
    try expect("{")
    while !skip("}") {
      let start = index
      let key = try string()
      try expect(":")
      switch key {
      case "descr" where format == nil: format = try elementFormat()
      case "fortran_order" where isFortranOrder == nil: isFortranOrder = try boolean()
      case "shape" where extents == nil: extents = try tuple()
      default: throw error("the key \(key.quoted) is unknown or there twice", at: start)
      }
      guard skip(",") else {
        try expect("}")
        break
      }
    }
    skipSpaces()
    guard index == text.count else { throw error("something follows the dictionary") }
    guard let format, let isFortranOrder, let extents else {
      throw error("one of the keys 'descr', 'fortran_order' and 'shape' is missing")
    }
    return (format, isFortranOrder, extents)
  }

  private static let types: [String: ElementType] = [
    "b1": .bool, "i1": .int8, "i2": .int16, "i4": .int32, "i8": .int64, "u1": .uint8, "u2": .uint16,
    "u4": .uint32, "u8": .uint64, "f2": .float16, "f4": .float32, "f8": .float64,
  ]

  private mutating func elementFormat() throws(FileError) -> ElementFormat {
    skipSpaces()
    let start = index
    guard !skip("[") else {
      throw error("a structured type is not read", at: start, fix: "save each field as an array of its own")
    }
    let name = try string()
    let order = name.utf8.first ?? 0
    guard "<>|=".utf8.contains(order), let type = Self.types[String(name.dropFirst())],
      order != UInt8(ascii: "|") || type.byteCount == 1
    else {
      let fix =
        name.hasPrefix("|O")
        ? "it holds Python objects; convert with array.astype(float)" : "convert with array.astype('<f8')"
      throw error("the element type \(name.quoted) is not read", at: start, fix: fix)
    }
    return ElementFormat(type: type, isBigEndian: order == UInt8(ascii: ">") && type.byteCount > 1)
  }

  private mutating func boolean() throws(FileError) -> Bool {
    if skip("True") { return true }
    if skip("False") { return false }
    throw error("neither True nor False")
  }

  private mutating func tuple() throws(FileError) -> [Int] {
    var extents: [Int] = []
    var endsInComma = false
    try expect("(")
    while !skip(")") {
      extents.append(try extent())
      guard extents.count <= 64 else { throw error("more than 64 axes") }
      endsInComma = skip(",")
      guard endsInComma else {
        try expect(")")
        break
      }
    }
    guard extents.count != 1 || endsInComma else { throw error("the shape is no tuple") }
    return extents
  }

  private mutating func extent() throws(FileError) -> Int {
    skipSpaces()
    let digits = text[index...].prefix { (UInt8(ascii: "0")...UInt8(ascii: "9")).contains($0) }
    guard let extent = Int(String(decoding: digits, as: UTF8.self)) else {
      throw error("an extent of the shape is no number from 0 to 2^63")
    }
    index += digits.count
    return extent
  }

  /// A string in either kind of quotes; none that the header may hold has an escape.
  private mutating func string() throws(FileError) -> String {
    skipSpaces()
    guard index < text.count, let quote = ["'", "\""].first(where: { text[index] == UInt8(ascii: $0) }) else {
      throw error("a string is expected")
    }
    guard let end = text[(index + 1)...].firstIndex(of: UInt8(ascii: quote)) else {
      throw error("a string is not closed")
    }
    defer { index = end + 1 }
    return String(decoding: text[(index + 1)..<end], as: UTF8.self)
  }

  private mutating func expect(_ token: String) throws(FileError) {
    guard skip(token) else { throw error("'\(token)' is expected") }
  }

  /// Skips spaces, and the token when it is next.
  private mutating func skip(_ token: String) -> Bool {
    skipSpaces()
    guard text[index...].starts(with: token.utf8) else { return false }
    index += token.utf8.count
    return true
  }

  private mutating func skipSpaces() {
    while index < text.count, " \t\n\r".utf8.contains(text[index]) { index += 1 }
  }

  private func error(_ reason: String, at start: Int? = nil, fix: String? = nil) -> FileError {
    context.error("in the header, " + reason, atByte: origin + (start ?? index), fix: fix)
  }
}
