// SPDX-License-Identifier: Apache-2.0

@testable internal import Tensors
internal import TestSupport
internal import Testing

/// Whatever a file holds, reading gives an error or what the file says; it does not stop, hang, or take memory that the
/// file does not fill.
@Suite struct DamageTests {
  /// A reader of each format, which throws or returns a value that holds together.
  private struct Reader: CustomStringConvertible, Sendable {
    var description: String
    var bytes: [UInt8]
    /// How many bytes at the beginning are not the numbers alone.
    var headerCount: Int
    /// By what each byte is changed, its bits being flipped.
    var changes: [UInt8] = Array(1...255)
    var isWhole: @Sendable ([UInt8]) throws(FileError) -> Bool

    static func all() throws -> [Reader] {
      let vector = try FileFixtures.bytes("int16.npy")
      let fortran = try FileFixtures.bytes("cube-fortran.npy")
      let safetensors = try FileFixtures.bytes("plain.safetensors")
      let archive = try FileFixtures.bytes("comment.npz")
      let stored = try FileFixtures.bytes("plain.npz")
      // All values of all bytes of an archive would take minutes without optimisation.
      let some: [UInt8] = [1, 2, 4, 8, 16, 32, 64, 128, 0x55, 0xFF]
      return [
        Reader(description: "NPY", bytes: vector, headerCount: 128, isWhole: npy),
        Reader(description: "NPY, Fortran order", bytes: fortran, headerCount: 128, isWhole: npy),
        Reader(
          description: "NPZ, deflated", bytes: archive, headerCount: archive.count, changes: some,
          isWhole: npz),
        Reader(
          description: "NPZ, stored", bytes: stored, headerCount: stored.count, changes: some, isWhole: npz),
        Reader(
          description: "safetensors", bytes: safetensors, headerCount: safetensors.count - 72,
          isWhole: tensors),
        Reader(
          description: "state of a run", bytes: try stateBytes(), headerCount: 10_000, isWhole: state),
        Reader(
          description: "CSV", bytes: Array("a,\"b \"\"c\"\"\"\r\n1.5,\"x\ny\"\n-2e3,ü\n".utf8),
          headerCount: 100,
          isWhole: csv),
        Reader(
          description: "JSON Lines", bytes: Array("{\"a\":-1.5e2,\"b\":\"\\u00fc\\n\"}\n{\"a\":null}\n".utf8),
          headerCount: 100, isWhole: jsonLines),
      ]
    }

    private static func source(_ bytes: [UInt8], _ format: FileError.Format) -> ByteSource {
      ByteSource(bytes, context: FileContext("damaged", format))
    }

    @Sendable private static func npy(_ bytes: [UInt8]) throws(FileError) -> Bool {
      let file = try NPYFile(source(bytes, .npy))
      let tensor: Tensor<Double> = try file.tensor()
      return tensor.shape == file.shape && tensor.count == file.shape.elementCount
    }

    @Sendable private static func npz(_ bytes: [UInt8]) throws(FileError) -> Bool {
      let file = try NPZFile(source(bytes, .npz))
      for name in file.names {
        let tensor: Tensor<Double> = try file.tensor(named: name)
        guard tensor.count == tensor.shape.elementCount else { return false }
      }
      return true
    }

    @Sendable private static func tensors(_ bytes: [UInt8]) throws(FileError) -> Bool {
      let file = try SafetensorsFile(source(bytes, .safetensors))
      for name in file.names {
        let tensor: Tensor<Float> = try file.tensor(named: name)
        guard tensor.shape == file.shape(of: name), tensor.count == tensor.shape.elementCount else {
          return false
        }
      }
      return true
    }

    private static let saved: StateArchive = {
      var archive = StateArchive()
      var (tensor, count): (Tensor<Double>, Int) = ([1, -2.5], 7)
      archive.exchange("mean", &tensor)
      archive.exchange("count", &count)
      return archive
    }()

    private static func stateBytes() throws -> [UInt8] {
      let folder = try TemporaryFolder()
      try saved.write(safetensors: folder("state"))
      return try readBytes(folder("state"))
    }

    /// A checksum is over all that the file says, so that nothing but what was saved is read.
    @Sendable private static func state(_ bytes: [UInt8]) throws(FileError) -> Bool {
      let context = FileContext("damaged", .safetensors)
      let archive = try StateArchive(SafetensorsFile(source(bytes, .safetensors)), context)
      return archive.texts == saved.texts && archive.tensors == saved.tensors
    }

    @Sendable private static func csv(_ bytes: [UInt8]) throws(FileError) -> Bool {
      let window = try TextWindow(bytes, context: FileContext("damaged", .csv))
      var reader = try CSVReader(window, format: CSVFormat())
      while let block = try reader.read(rows: 1) {
        guard block.columns.allSatisfy({ $0.count == 1 }), block.names == reader.names else { return false }
      }
      return true
    }

    @Sendable private static func jsonLines(_ bytes: [UInt8]) throws(FileError) -> Bool {
      let table = try Table(jsonLines: TextWindow(bytes, context: FileContext("damaged", .jsonLines)))
      return table.columns.allSatisfy { $0.count == table.rowCount }
    }
  }

  @Test(arguments: try Reader.all()) private func theFixtureItselfIsRead(reader: Reader) throws {
    #expect(try reader.isWhole(reader.bytes))
  }

  @Test(arguments: try Reader.all()) private func everyTruncation(reader: Reader) {
    for count in reader.bytes.indices {
      do throws(FileError) {
        #expect(try reader.isWhole(Array(reader.bytes[..<count])), "\(count) bytes")
      } catch {
        #expect(error.path.hasPrefix("damaged"), "\(count) bytes")
      }
    }
  }

  @Test(arguments: try Reader.all()) private func everyOtherByte(reader: Reader) {
    for index in 0..<min(reader.headerCount, reader.bytes.count) {
      for change in reader.changes {
        var bytes = reader.bytes
        bytes[index] ^= change
        do throws(FileError) {
          if try !reader.isWhole(bytes) { Issue.record("byte \(index), changed by \(change)") }
        } catch {
          if !error.path.hasPrefix("damaged") { Issue.record("byte \(index), changed by \(change)") }
        }
      }
    }
  }

  @Test(arguments: 0..<200) func anyBytesAtAll(seed: Int) {
    var random = Xoshiro256(seed: UInt64(seed))
    let starts: [[UInt8]] = [
      [], [0x93] + "NUMPY\u{1}\0".utf8, [40, 0, 0, 0, 0, 0, 0, 0] + "{\"a\":{".utf8,
      Array("PK\u{5}\u{6}".utf8),
    ]
    let bytes =
      starts[seed % 4]
      + (0..<random.integer(below: 300)).map { _ in UInt8(truncatingIfNeeded: random.next()) }
    for reader in (try? Reader.all()) ?? [] {
      do throws(FileError) {
        #expect(try reader.isWhole(bytes), "\(reader), seed \(seed)")
      } catch {
        #expect(error.path.hasPrefix("damaged"), "\(reader), seed \(seed)")
      }
    }
  }

  @Test(arguments: try Reader.all()) private func damageOfAllKinds(reader: Reader) {
    var fuzzer = Fuzzer(reader.description, corpus: [reader.bytes])
    fuzzer.run { bytes in
      do throws(FileError) {
        if try !reader.isWhole(bytes) { Issue.record("\(reader): \(bytes)") }
      } catch {
        if !error.path.hasPrefix("damaged") { Issue.record("\(reader): \(bytes)") }
      }
    }
  }
}
