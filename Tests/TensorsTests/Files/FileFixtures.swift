// SPDX-License-Identifier: Apache-2.0

internal import Foundation
internal import Tensors
internal import TestSupport

/// What `Tests/Fixtures/files/generate.py` says about the files that it wrote.
struct FileFixtures: Decodable {
  struct Array: Decodable, CustomStringConvertible {
    var file: String?
    var name: String?
    var type: String?
    var isPlain: Bool?
    var shape: [Int]
    var scalars: [String]

    var description: String { file ?? name ?? "" }

    /// The numbers, rounded once.
    func tensor<S: Real>(of scalar: S.Type) throws -> Tensor<S> {
      try Tensor(shape: Shape(shape), scalars: scalars.map { S(Double($0) ?? .nan) })
    }
  }

  struct Archive: Decodable, CustomStringConvertible {
    var file: String
    var metadata: [String: String]?
    var members: [Array]

    var description: String { file }
  }

  struct Deflated: Decodable, CustomStringConvertible {
    var name: String
    var packed: Data
    var size: Int
    var checksum: UInt32

    var description: String { name }
  }

  /// The table in `python.csv` and the like.
  struct Table: Decodable {
    var numbers: [String]
    var words: [String]

    var table: Tensors.Table {
      get throws {
        try Tensors.Table([
          ("number", .numbers(numbers.map { Double($0) ?? .nan })), ("the \"word\"", .text(words)),
        ])
      }
    }
  }

  var npy: [Array]
  var refusedNPY: [String]
  var npz: [Archive]
  var refusedNPZ: [String]
  var safetensors: [Archive]
  var deflate: [Deflated]
  var table: Table

  static func load() throws -> FileFixtures { try fixture("files/index") }

  /// The path of a file.
  static func path(_ name: String) -> String { fixturePath("files/" + name) }

  /// The bytes of a file.
  static func bytes(_ name: String) throws -> [UInt8] { try readBytes(path(name)) }
}

/// The bytes of the file at `path`.
func readBytes(_ path: String) throws -> [UInt8] { try [UInt8](Data(contentsOf: URL(filePath: path))) }

/// A folder for a test's files, removed when the test lets go of it.
final class TemporaryFolder {
  let path: String

  init() throws {
    let url = FileManager.default.temporaryDirectory.appending(path: "wengert-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path(percentEncoded: false)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// The path of a file in the folder.
  func callAsFunction(_ name: String) -> String { path + "/" + name }

  /// The path of a new file of the given bytes.
  func file(_ name: String, _ bytes: some Sequence<UInt8>) throws -> String {
    try Data(bytes).write(to: URL(filePath: self(name)))
    return self(name)
  }

  /// The path of a new file of the given text.
  func file(_ name: String, _ text: String) throws -> String { try file(name, text.utf8) }

  /// The names of the files in the folder.
  var contents: [String] {
    get throws { try FileManager.default.contentsOfDirectory(atPath: path).sorted() }
  }
}

extension Tensor {
  /// Whether shape and bits are the same, of zeros and NaN, too.
  func hasBits(of other: Tensor) -> Bool {
    shape == other.shape && zip(scalars, other.scalars).allSatisfy { $0.bits == $1.bits }
  }
}

extension Real {
  /// Sign, exponent and significand with the payload of NaN.
  var bits: [UInt64] {
    [sign == .plus ? 0 : 1, UInt64(exponentBitPattern), UInt64(significandBitPattern)]
  }

  /// Any number, infinities, subnormal ones and NaN with payloads among them.
  static func anyBits(using random: inout Xoshiro256) -> Self {
    let word = random.next()
    let exponents: [RawExponent] = [
      0, RawExponent(clamping: UInt64.max), RawExponent(truncatingIfNeeded: word >> 4),
    ]
    return Self(
      sign: word & 1 == 0 ? .plus : .minus, exponentBitPattern: exponents[Int(word >> 1 & 7) % 3],
      significandBitPattern: RawSignificand(truncatingIfNeeded: word & 8 == 0 ? 0 : random.next()))
  }
}
