// SPDX-License-Identifier: Apache-2.0

/// Writes scalar code into memory of sufficient size.
struct ScalarCodeWriter {
  private var words: UnsafeMutablePointer<Int32>?
  /// The number of words written.
  private(set) var count = 0
  /// Where the code begins that is not part of an instruction yet.
  var start = 0

  /// A writer that nothing is written to.
  init() {}

  init(_ words: UnsafeMutableBufferPointer<Int32>) { self.words = words.baseAddress }

  /// The operation, the result's place, the operands' and the number of a function.
  static func mostWords(operandCount: Int) -> Int { operandCount + 3 }

  @inline(__always)
  mutating func append(_ word: Int) {
    words?.advanced(by: count).initialize(to: Int32(truncatingIfNeeded: word))
    count += 1
  }

  /// Sets a word that was written before.
  @inline(__always)
  func set(_ word: Int, at position: Int) { words?[position] = Int32(truncatingIfNeeded: word) }
}
