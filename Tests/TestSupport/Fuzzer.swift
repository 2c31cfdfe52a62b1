// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing

/// Damages inputs at random, for parsers, which must answer every input with a value or an error.
///
/// A test runs some hundred inputs; `WENGERT_FUZZ_SECONDS` says for how long each parser is to be tried instead. A trap ends
/// the process: the input that it came from is then in the folder that `WENGERT_FUZZ_FOLDER` names.
public struct Fuzzer {
  private let name: String
  private let corpus: [[UInt8]]
  private var draws: Draws

  private static let environment = ProcessInfo.processInfo.environment

  /// - Parameters:
  ///   - name: What is tried.
  ///   - corpus: Inputs that are read without an error.
  public init(_ name: String, corpus: [[UInt8]], seed: Int = 1) {
    self.name = name
    self.corpus = corpus
    draws = Draws(seed: seed)
  }

  /// The same for texts.
  public init(_ name: String, corpus: [String], seed: Int = 1) {
    self.init(name, corpus: corpus.map { Array($0.utf8) }, seed: seed)
  }

  /// Calls `read` with damaged inputs, and expects it to come back within seconds.
  public mutating func run(_ read: ([UInt8]) -> Void) {
    let seconds = Self.environment["WENGERT_FUZZ_SECONDS"].flatMap { Double($0) }
    let file = Self.environment["WENGERT_FUZZ_FOLDER"].map { URL(filePath: $0).appending(path: name) }
    let clock = ContinuousClock()
    let start = clock.now
    var count = 0
    while seconds.map({ start.duration(to: clock.now) < .seconds($0) }) ?? (count < 300) {
      let input = damaged()
      if let file { try? Data(input).write(to: file) }
      let time = clock.measure { read(input) }
      #expect(time < .seconds(10), "\(name): \(time) for \(input)")
      count += 1
    }
    if let file { try? FileManager.default.removeItem(at: file) }
    if seconds != nil { print("fuzz: \(name): \(count) inputs") }
  }

  /// One of the inputs with one to four changes.
  private mutating func damaged() -> [UInt8] {
    var bytes = corpus[draws.below(corpus.count)]
    for _ in 0..<1 + draws.below(4) { damage(&bytes) }
    return bytes
  }

  private mutating func damage(_ bytes: inout [UInt8]) {
    let place = draws.below(bytes.count + 1)
    let end = min(bytes.count, place + 1 + draws.below(8))
    switch draws.below(8) {
    case 0: bytes.insert(UInt8(draws.below(256)), at: place)
    case 1: bytes.removeSubrange(place..<end)
    case 2: bytes.insert(contentsOf: bytes[place..<end], at: draws.below(bytes.count + 1))
    case 3: bytes.removeSubrange(place...)
    case 4:
      // A piece of another input.
      let other = corpus[draws.below(corpus.count)]
      let start = draws.below(other.count + 1)
      let length = draws.below(min(64, other.count - start) + 1)
      bytes.replaceSubrange(place..<end, with: other[start..<start + length])
    case 5:
      // Numbers at the edge of their range.
      let edges: [UInt8] = [0, 1, 0x7F, 0x80, 0xFF]
      for i in place..<end { bytes[i] = edges[draws.below(edges.count)] }
    case 6:
      let words = ["-", "0", "9999999999", "1e999", "\"", "(", "[", "{", ",", "\n", "nan", "\u{0}", "é"]
      bytes.insert(contentsOf: words[draws.below(words.count)].utf8, at: place)
    default:
      guard place < bytes.count else { return }
      bytes[place] ^= 1 << UInt8(draws.below(8))
    }
  }
}
