// SPDX-License-Identifier: Apache-2.0

/// What is wrong with deflated data.
enum InflateError: Error, Hashable, CustomStringConvertible {
  /// The data are damaged, or end too early.
  case damaged
  /// They unpack to more or to fewer bytes than they should.
  case wrongSize

  var description: String {
    switch self {
    case .damaged: "the compressed data are damaged"
    case .wrongSize: "the compressed data do not unpack to the size that they should"
    }
  }
}

/// The data that `compressed` unpacks to (DEFLATE, RFC 1951).
///
/// - Parameter size: How many bytes that must be; no more are ever produced, and no more allocated than so much
///   compressed data can yield.
/// - Complexity: O(`compressed.count` + `size`).
func inflated(_ compressed: [UInt8], size: Int) throws(InflateError) -> [UInt8] {
  // A match of 258 bytes takes at least two bits.
  guard size <= compressed.count * 4 * 258 else { throw .wrongSize }
  return try compressed.withUnsafeBufferPointer { (compressed) throws(InflateError) in
    try Array(capacity: size) { (output: inout OutputSpan<UInt8>) throws(InflateError) in
      try output.withUnsafeMutableBufferPointer { (buffer, count) throws(InflateError) in
        var inflater = Inflater(compressed, into: buffer)
        try inflater.run()
        count = buffer.count
      }
    }
  }
}

private struct Inflater {
  private var reader: BitReader
  private let output: UnsafeMutableBufferPointer<UInt8>
  private var count = 0

  init(_ compressed: UnsafeBufferPointer<UInt8>, into output: UnsafeMutableBufferPointer<UInt8>) {
    reader = BitReader(compressed)
    self.output = output
  }

  mutating func run() throws(InflateError) {
    while true {
      let isLast = try bits(1) == 1
      switch try bits(2) {
      case 0: try copyStored()
      case 1: try decode(Self.fixedLiterals, Self.fixedDistances)
      case 2:
        let (literals, distances) = try codes()
        try decode(literals, distances)
      default: throw .damaged
      }
      if isLast { break }
    }
    guard count == output.count else { throw .wrongSize }
    guard reader.isAtEnd else { throw .damaged }
  }

  private mutating func bits(_ count: Int) throws(InflateError) -> Int {
    guard let value = reader.read(count) else { throw .damaged }
    return value
  }

  private mutating func symbol(_ code: HuffmanCode) throws(InflateError) -> Int {
    guard let symbol = code.symbol(&reader) else { throw .damaged }
    return symbol
  }

  private mutating func copyStored() throws(InflateError) {
    guard let header = reader.readBytes(4) else { throw .damaged }
    let fields = header.map(Int.init)
    let length = fields[0] | fields[1] << 8
    guard length ^ 0xFFFF == fields[2] | fields[3] << 8, let bytes = reader.readBytes(length) else {
      throw .damaged
    }
    guard length <= output.count - count else { throw .wrongSize }
    _ = output[count...].update(fromContentsOf: bytes)
    count += length
  }

  /// Reads a block of literals and of matches with what came before (RFC 1951, 3.2.3).
  private mutating func decode(_ literals: HuffmanCode, _ distances: HuffmanCode) throws(InflateError) {
    while true {
      // A match takes at most 15 + 5 + 15 + 13 = 48 bits.
      reader.refill()
      let symbol = try symbol(literals)
      if symbol < 256 {
        guard count < output.count else { throw .wrongSize }
        output[count] = UInt8(symbol)
        count += 1
      } else if symbol == 256 {
        return
      } else {
        let length = try span(symbol - 257, Self.lengths)
        let distance = try span(try self.symbol(distances), Self.distances)
        guard distance <= count else { throw .damaged }
        guard length <= output.count - count else { throw .wrongSize }
        // A match may reach into itself, so it is copied byte by byte.
        for index in count..<count + length { output[index] = output[index - distance] }
        count += length
      }
    }
  }

  /// The length or distance of a symbol with the extra bits that follow it.
  @inline(__always)
  private mutating func span(_ symbol: Int, _ table: [(base: Int, bits: Int)]) throws(InflateError) -> Int {
    guard symbol < table.count else { throw .damaged }
    let (base, bits) = table[symbol]
    let extra = reader.peek(bits)
    guard reader.skip(bits) else { throw .damaged }
    return base + extra
  }

  /// The codes of a block that brings its own (RFC 1951, 3.2.7).
  private mutating func codes() throws(InflateError) -> (literals: HuffmanCode, distances: HuffmanCode) {
    let literalCount = try bits(5) + 257
    let distanceCount = try bits(5) + 1
    var codeLengths = [UInt8](repeating: 0, count: 19)
    for index in 0..<(try bits(4)) + 4 { codeLengths[Self.codeOrder[index]] = UInt8(try bits(3)) }
    guard let code = HuffmanCode(lengths: codeLengths) else { throw .damaged }
    var lengths: [UInt8] = []
    while lengths.count < literalCount + distanceCount {
      reader.refill()
      let symbol = try symbol(code)
      switch symbol {
      case 0..<16: lengths.append(UInt8(symbol))
      case 16:
        guard let last = lengths.last else { throw .damaged }
        lengths += Array(repeating: last, count: try bits(2) + 3)
      case 17: lengths += Array(repeating: 0, count: try bits(3) + 3)
      default: lengths += Array(repeating: 0, count: try bits(7) + 11)
      }
    }
    guard lengths.count == literalCount + distanceCount,
      let literals = HuffmanCode(lengths: lengths[..<literalCount]),
      let distances = HuffmanCode(lengths: lengths[literalCount...])
    else { throw .damaged }
    return (literals, distances)
  }

  private static let codeOrder = [16, 17, 18, 0, 8, 7, 9, 6, 10, 5, 11, 4, 12, 3, 13, 2, 14, 1, 15]
}

// The tables of RFC 1951, 3.2.5 and 3.2.6.
extension Inflater {
  private static let lengths: [(base: Int, bits: Int)] =
    (0..<28).map { symbol in
      let bits = max(0, symbol / 4 - 1)
      return (symbol < 8 ? 3 + symbol : 3 + (4 + symbol % 4) << bits, bits)
    } + [(258, 0)]

  private static let distances: [(base: Int, bits: Int)] = (0..<30).map { symbol in
    let bits = max(0, symbol / 2 - 1)
    return (symbol < 4 ? 1 + symbol : 1 + (2 + symbol % 2) << bits, bits)
  }

  private static let fixedLiterals = fixed(
    [(8, 144), (9, 112), (7, 24), (8, 8)].flatMap { Array(repeating: $0.0, count: $0.1) })
  private static let fixedDistances = fixed(Array(repeating: 5, count: 32))

  private static func fixed(_ lengths: [UInt8]) -> HuffmanCode {
    guard let code = HuffmanCode(lengths: lengths) else { fatalError("the fixed code is none") }
    return code
  }
}
