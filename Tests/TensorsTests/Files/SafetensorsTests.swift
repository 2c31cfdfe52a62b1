// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct SafetensorsTests {
  @Test(arguments: try FileFixtures.load().safetensors) func readsPython(_ item: FileFixtures.Archive) throws
  {
    let path = FileFixtures.path("\(item).safetensors")
    let file = try SafetensorsFile(path)
    #expect(file.metadata == item.metadata)
    #expect(Set(file.names) == Set(item.members.map(\.description)))
    for member in item.members {
      #expect(file.shape(of: "\(member)") == Shape(member.shape))
      #expect(file.elementType(of: "\(member)")?.description == member.type)
      #expect(try file.tensor(named: "\(member)").hasBits(of: member.tensor(of: Double.self)), "\(member)")
      #expect(try file.tensor(named: "\(member)").hasBits(of: member.tensor(of: Float.self)), "\(member)")
    }
    #expect(try NamedTensors<Double>(safetensors: path).map(\.name) == file.names)
    let error = #expect(throws: FileError.self) { try file.tensor(named: "other", of: Double.self) }
    #expect(error?.fix?.hasPrefix("the names are \"") == true)
  }

  @Test func writesWhatPythonWrites() throws {
    let folder = try TemporaryFolder()
    let a = try Tensor((0..<6).map { Double($0) }).reshaped(to: [2, 3])
    let tensors: NamedTensors<Double> = ["a": a, "b": [0.1, -0.0], "c": 2.5]
    try tensors.write(safetensors: folder("x.safetensors"), metadata: ["step": "12"])
    #expect(try readBytes(folder("x.safetensors")) == FileFixtures.bytes("plain.safetensors"))
  }

  @Test(arguments: 0..<50) func tensorsRoundTripBitForBit(seed: Int) throws {
    func check<S: Real>(_ type: S.Type) throws {
      var arbitrary = Arbitrary(seed: seed)
      let folder = try TemporaryFolder()
      var tensors = NamedTensors<S>()
      for i in 0..<arbitrary.random.integer(below: 5) {
        let shape = arbitrary.shape()
        tensors["\(i)\u{7}\"\\ü\n"] = try Tensor(
          shape: shape, scalars: (0..<shape.elementCount).map { _ in .anyBits(using: &arbitrary.random) })
      }
      let metadata = ["b": "2", "a": "{\"x\": \"\u{1F600}\"}", "": "\u{0}"]
      try tensors.write(safetensors: folder("x"), metadata: metadata)
      let read = try NamedTensors<S>(safetensors: folder("x"))
      #expect(read.map(\.name) == tensors.map(\.name), "seed \(seed)")
      #expect(zip(read, tensors).allSatisfy { $0.tensor.hasBits(of: $1.tensor) }, "seed \(seed)")
      #expect(try SafetensorsFile(folder("x")).metadata == metadata)
    }
    try check(Double.self)
    try check(Float.self)
  }

  @Test func theNameOfTheMetadataIsTaken() throws {
    let folder = try TemporaryFolder()
    let tensors: NamedTensors<Double> = ["__metadata__": 1]
    #expect(throws: FileError.self) { try tensors.write(safetensors: folder("x")) }
    #expect(try folder.contents == [])
  }

  /// Each with 16 bytes of numbers behind it.
  @Test(arguments: [
    (
      #"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]},"b":{"dtype":"F64","shape":[1],"data_offsets":[4,12]}}"#,
      "overlap"
    ),
    (
      #"{"a":{"dtype":"F32","shape":[1],"data_offsets":[0,4]},"b":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#,
      "hole"
    ),
    (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[8,16]}}"#, "hole"),
    (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,8]}}"#, "take 8 bytes, but 16 follow"),
    (#"{"a":{"dtype":"F64","shape":[3],"data_offsets":[0,24]}}"#, "take 24 bytes, but 16 follow"),
    (#"{"a":{"dtype":"F64","shape":[1],"data_offsets":[0,16]}}"#, "does not take the bytes"),
    (#"{"a":{"dtype":"F64","shape":[2],"data_offsets":[16,0]}}"#, "offsets in order"),
    (
      #"{"a":{"dtype":"F64","shape":[4611686018427387904,4],"data_offsets":[0,16]}}"#,
      "does not take the bytes"
    ),
    (
      #"{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]},"a":{"dtype":"F64","shape":[0],"data_offsets":[16,16]}}"#,
      "there twice"
    ),
    (#"{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16],"dtype":"F64"}}"#, "there twice"),
    (#"{"a":{"dtype":"F8_E4M3","shape":[16],"data_offsets":[0,16]}}"#, "is not read"),
    (#"{"a":{"dtype":"F64","shape":[2.0],"data_offsets":[0,16]}}"#, "']' is expected"),
    (#"{"a":{"dtype":"F64","shape":[-2],"data_offsets":[0,16]}}"#, "number from 0"),
    (#"{"a":{"dtype":"F64","shape":[02],"data_offsets":[0,16]}}"#, "number from 0"),
    (#"{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16],"x":1}}"#, "unknown"),
    (#"{"a":{"dtype":"F64","shape":[2]}}"#, "no offsets"),
    (#"{"__metadata__":{"a":1},"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}"#, "'\"' is expected"),
    (#"{"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}x"#, "something follows"),
    (#" {"a":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}"#, "does not begin with '{'"),
    (#"{"\ud800":{"dtype":"F64","shape":[2],"data_offsets":[0,16]}}"#, "half a character"),
    (#"{"a"#, "not closed"),
  ]) func refusesHeadersThatLie(header: String, reason: String) throws {
    let folder = try TemporaryFolder()
    let size = [UInt8(header.utf8.count), 0, 0, 0, 0, 0, 0, 0]
    let path = try folder.file("x", size + header.utf8 + [UInt8](repeating: 0, count: 16))
    let error = #expect(throws: FileError.self) { try SafetensorsFile(path) }
    #expect(error?.reason.contains(reason) == true, "\(error.debugDescription)")
  }

  @Test(arguments: [[0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF, 0xFF], [0, 0, 0, 0, 1, 0, 0, 0], [3]])
  func refusesLengthsThatLie(length: [UInt8]) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x", length)
    #expect(throws: FileError.self) { try SafetensorsFile(path) }
  }
}
