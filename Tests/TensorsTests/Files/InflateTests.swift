// SPDX-License-Identifier: Apache-2.0

@testable internal import Tensors
internal import Testing

@Suite struct InflateTests {
  @Test(arguments: try FileFixtures.load().deflate) func unpacksWhatZlibPacks(_ item: FileFixtures.Deflated)
    throws
  {
    let content = try inflated([UInt8](item.packed), size: item.size)
    var checksum = CRC32()
    checksum.update(content)
    #expect(content.count == item.size)
    #expect(checksum.value == item.checksum)
  }

  @Test(arguments: try FileFixtures.load().deflate) func theSizeIsABound(_ item: FileFixtures.Deflated) throws
  {
    #expect(throws: InflateError.wrongSize) { try inflated([UInt8](item.packed), size: item.size + 1) }
    if item.size > 0 {
      #expect(throws: InflateError.wrongSize) { try inflated([UInt8](item.packed), size: item.size - 1) }
    }
    #expect(throws: InflateError.wrongSize) { try inflated([UInt8](item.packed), size: 1 << 60) }
  }

  @Test(arguments: try FileFixtures.load().deflate.filter { $0.packed.count < 200 })
  func damageIsFoundOrUnpacks(_ item: FileFixtures.Deflated) throws {
    let packed = [UInt8](item.packed)
    for count in packed.indices {
      #expect(throws: InflateError.self) { try inflated(Array(packed[..<count]), size: item.size) }
    }
    for index in packed.indices {
      for bit in 0..<8 {
        var changed = packed
        changed[index] ^= 1 << bit
        if let content = try? inflated(changed, size: item.size) { #expect(content.count == item.size) }
      }
    }
  }

  @Test func checksumsAreThePublishedOnes() {
    var checksum = CRC32()
    checksum.update(Array("12345".utf8))
    checksum.update(Array("6789".utf8))
    #expect(checksum.value == 0xCBF4_3926)
    #expect(CRC32().value == 0)
  }
}
