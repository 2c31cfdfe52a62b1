// SPDX-License-Identifier: Apache-2.0

/// The part of a text file that is in memory: a file is read through it from the beginning to the end.
struct TextWindow {
  /// The bytes that are in memory; only those in `unread` count.
  private(set) var bytes: [UInt8]
  /// Where the bytes lie that have been read from the file, but not consumed.
  private(set) var unread = 0..<0
  /// Whether nothing of the file comes after `unread`.
  private(set) var isAtEnd = false
  let context: FileContext
  /// The file; `nil` when all is in memory.
  private let file: InputFile?

  /// The most that is kept in memory: a line must be shorter.
  static let limit = 1 << 24

  /// Opens a file, which may be a pipe, and skips a byte order mark.
  ///
  /// - Throws: `FileError` when it cannot be opened, or is UTF-16.
  init(_ context: FileContext) throws(FileError) {
    self.context = context
    file = try InputFile(context)
    bytes = [UInt8](repeating: 0, count: 1 << 18)
    try skipMark()
  }

  /// The window on bytes in memory.
  init(_ bytes: [UInt8], context: FileContext) throws(FileError) {
    self.context = context
    self.bytes = bytes
    file = nil
    unread = bytes.indices
    isAtEnd = true
    try skipMark()
  }

  private mutating func skipMark() throws(FileError) {
    while unread.count < 3, !isAtEnd { try extend() }
    let start = bytes[unread]
    if start.starts(with: [0xEF, 0xBB, 0xBF]) { consume(3) }
    guard !start.starts(with: [0xFF, 0xFE]), !start.starts(with: [0xFE, 0xFF]) else {
      throw context.error("the file is UTF-16", at: .line(1, column: 1), fix: "save it as UTF-8")
    }
  }

  /// Gives up the first bytes of `unread`.
  mutating func consume(_ count: Int) { unread = unread.lowerBound + count..<unread.upperBound }

  /// Reads more of the file. The unread bytes move to the beginning of the window.
  ///
  /// - Returns: `false` when there is no room for more.
  @discardableResult
  mutating func extend() throws(FileError) -> Bool {
    guard let file else { return false }
    if unread.lowerBound > 0 {
      bytes.replaceSubrange(0..<unread.count, with: Array(bytes[unread]))
      unread = 0..<unread.count
    }
    if unread.count == bytes.count {
      guard bytes.count < Self.limit else { return false }
      bytes += [UInt8](repeating: 0, count: bytes.count)
    }
    let start = unread.upperBound
    let count = try bytes.withUnsafeMutableBufferPointer { (bytes) throws(FileError) in
      try file.readNext(
        into: UnsafeMutableRawBufferPointer(rebasing: UnsafeMutableRawBufferPointer(bytes)[start...]))
    }
    unread = unread.lowerBound..<start + count
    isAtEnd = count == 0
    return true
  }
}
