// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct NPZTests {
  @Test(arguments: try FileFixtures.load().npz) func readsNumPy(_ item: FileFixtures.Archive) throws {
    let path = FileFixtures.path("\(item).npz")
    let tensors = try NamedTensors<Double>(npz: path)
    #expect(tensors.map(\.name) == item.members.map(\.description))
    for (tensor, member) in zip(tensors, item.members) {
      #expect(try tensor.tensor.hasBits(of: member.tensor(of: Double.self)), "\(member)")
      #expect(
        try NPZFile(path).tensor(named: "\(member)", of: Float.self)
          .hasBits(of: member.tensor(of: Float.self)))
    }
    let error = #expect(throws: FileError.self) { try NPZFile(path).tensor(named: "other", of: Double.self) }
    #expect(error?.fix?.contains(item.members.map { "\"\($0)\"" }.joined(separator: ", ")) == true)
  }

  @Test func writesWhatNumPyWrites() throws {
    let folder = try TemporaryFolder()
    let a = try Tensor((0..<12).map { Double($0) / 3 }).reshaped(to: [3, 4])
    let tensors: NamedTensors<Double> = ["a": a, "größe": [1, 2], "b/c": 2.5]
    try tensors.write(npz: folder("x.npz"))
    #expect(try readBytes(folder("x.npz")) == FileFixtures.bytes("plain.npz"))
    try NamedTensors<Float>().write(npz: folder("none.npz"))
    #expect(try readBytes(folder("none.npz")) == FileFixtures.bytes("none.npz"))
  }

  @Test(arguments: try FileFixtures.load().refusedNPZ) func refusesOtherThanArrays(name: String) {
    #expect(throws: FileError.self) { try NamedTensors<Double>(npz: FileFixtures.path("\(name).npz")) }
  }

  @Test(arguments: 0..<20) func tensorsRoundTripBitForBit(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let folder = try TemporaryFolder()
    var tensors = NamedTensors<Float>()
    for i in 0..<arbitrary.random.integer(below: 5) {
      let shape = arbitrary.shape()
      tensors["\(i)"] = try Tensor(
        shape: shape, scalars: (0..<shape.elementCount).map { _ in .anyBits(using: &arbitrary.random) })
    }
    try tensors.write(npz: folder("x.npz"))
    let read = try NamedTensors<Float>(npz: folder("x.npz"))
    #expect(read.map(\.name) == tensors.map(\.name), "seed \(seed)")
    #expect(zip(read, tensors).allSatisfy { $0.tensor.hasBits(of: $1.tensor) }, "seed \(seed)")
  }

  @Test func damageInTheDataIsFound() throws {
    let folder = try TemporaryFolder()
    for name in ["stored", "deflated"] {
      var bytes = try FileFixtures.bytes("\(name).npz")
      bytes[100] ^= 4
      let path = try folder.file("x.npz", bytes)
      let error = #expect(throws: FileError.self) { try NamedTensors<Double>(npz: path) }
      #expect(error?.path == "\(path)(weights.npy)")
    }
  }
}
