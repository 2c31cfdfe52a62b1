// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct NPYTests {
  @Test(arguments: try FileFixtures.load().npy) func readsNumPy(_ item: FileFixtures.Array) throws {
    let path = FileFixtures.path("\(item).npy")
    #expect(try Tensor<Double>(npy: path).hasBits(of: item.tensor(of: Double.self)))
    #expect(try Tensor<Float>(npy: path).hasBits(of: item.tensor(of: Float.self)))
    let file = try NPYFile(path)
    #expect(file.shape == Shape(item.shape))
    #expect(file.elementType.description == item.type)
  }

  @Test(arguments: try FileFixtures.load().npy.filter { $0.isPlain == true })
  func writesWhatNumPyWrites(_ item: FileFixtures.Array) throws {
    let folder = try TemporaryFolder()
    if item.type == "float64" {
      try item.tensor(of: Double.self).write(npy: folder("x.npy"))
    } else {
      try item.tensor(of: Float.self).write(npy: folder("x.npy"))
    }
    #expect(try readBytes(folder("x.npy")) == FileFixtures.bytes("\(item).npy"))
  }

  @Test(arguments: try FileFixtures.load().npy.filter { $0.shape.count > 0 })
  func readsRows(_ item: FileFixtures.Array) throws {
    let file = try NPYFile(FileFixtures.path("\(item).npy"))
    let whole = try item.tensor(of: Double.self)
    let count = item.shape[0]
    for lower in 0...count {
      for upper in lower...count {
        let rows: Tensor<Double> = try file.rows(lower..<upper)
        #expect(rows.hasBits(of: whole[lower..<upper]), "\(lower)..<\(upper)")
      }
    }
    #expect(throws: FileError.self) { try file.rows(0..<count + 1, of: Double.self) }
    #expect(throws: FileError.self) { try file.rows(-1..<count, of: Double.self) }
  }

  @Test func aScalarHasNoRows() throws {
    let folder = try TemporaryFolder()
    let path = folder("x.npy")
    try Tensor<Double>(1).write(npy: path)
    let error = #expect(throws: FileError.self) { try NPYFile(path).rows(0..<0, of: Double.self) }
    #expect(error?.reason == "there are no rows 0..<0 in an array of shape []")
  }

  @Test(arguments: 0..<50) func tensorsRoundTripBitForBit(seed: Int) throws {
    func check<S: Real>(_ type: S.Type) throws {
      var arbitrary = Arbitrary(seed: seed)
      let shape = arbitrary.shape()
      let folder = try TemporaryFolder()
      let x = try Tensor<S>(
        shape: shape, scalars: (0..<shape.elementCount).map { _ in S.anyBits(using: &arbitrary.random) })
      try x.write(npy: folder("x.npy"))
      #expect(try Tensor<S>(npy: folder("x.npy")).hasBits(of: x), "seed \(seed), \(S.self)")
    }
    try check(Double.self)
    try check(Float.self)
  }

  @Test(arguments: [
    ("refused-object", #"byte 20: in the header, the element type "|O" is not read"#),
    ("refused-complex", #"byte 20: in the header, the element type "<c16" is not read"#),
    ("refused-text", #"byte 20: in the header, the element type "<U2" is not read"#),
    ("refused-structured", "byte 20: in the header, a structured type is not read"),
  ]) func refusesOtherThanNumbers(name: String, reason: String) {
    let path = FileFixtures.path("\(name).npy")
    let error = #expect(throws: FileError.self) { try Tensor<Double>(npy: path) }
    #expect(error?.description.hasPrefix("\(path): NPY: \(reason); ") == true, "\(error.debugDescription)")
  }

  @Test(arguments: [
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (4611686018427387904, 4), }", "too many elements"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (9223372036854775807, 0, 9), }", "too many elements"),
    (
      "{'descr': '<f8', 'fortran_order': False, 'shape': (99999999999999999999,), }",
      "no number from 0 to 2^63"
    ),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (1000000000000,), }", "take 8000000000000 bytes"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (-1,), }", "no number from 0 to 2^63"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (2), }", "no tuple"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': [2], }", "'(' is expected"),
    ("{'descr': '<f8', 'fortran_order': 0, 'shape': (2,), }", "neither True nor False"),
    ("{'descr': '|f8', 'fortran_order': False, 'shape': (2,), }", "is not read"),
    ("{'descr': '<f8', 'fortran_order': False, }", "is missing"),
    ("{'descr': '<f8', 'descr': '<f8', 'shape': (2,), }", "there twice"),
    ("{'descr': '<f8', 'more': False, 'shape': (2,), }", "unknown"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), } 1", "something follows"),
    ("{'descr': '<f8', 'fortran_order': False, 'shape': (2,), ", "a string is expected"),
  ]) func refusesHeadersThatLie(header: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let start: [UInt8] = [0x93] + "NUMPY".utf8 + [1, 0, UInt8(header.utf8.count), 0]
    let path = try folder.file("x.npy", start + header.utf8 + [UInt8](repeating: 0, count: 16))
    let error = #expect(throws: FileError.self) { try Tensor<Double>(npy: path) }
    #expect(error?.reason.contains(reason) == true, "\(error.debugDescription)")
  }
}
