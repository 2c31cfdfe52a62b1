// SPDX-License-Identifier: Apache-2.0
internal import Synchronization

/// What a tape has recorded. Variables point at it, so it has an address, and blocks are reused, never freed:
/// a variable that outlives its tape finds another generation there and is reported, not read.
struct TapeStorage {
  private(set) var generation: UInt32 = 0
  var list = WengertList()
  /// The first mistake made.
  var fault: RecordingError?
  /// The values of the inputs, when the recording knows them.
  var point: RecordingPoint?

  /// The list, with an empty one left in its place.
  mutating func takeList() -> WengertList {
    let list = self.list
    self.list = WengertList()
    return list
  }

  private struct Block: @unchecked Sendable {
    let address: UnsafeMutablePointer<TapeStorage>
  }
  private static let unused = Mutex<[Block]>([])

  static func make() -> UnsafeMutablePointer<TapeStorage> {
    if let block = unused.withLock({ $0.popLast() }) { return block.address }
    let address = UnsafeMutablePointer<TapeStorage>.allocate(capacity: 1)
    address.initialize(to: TapeStorage())
    return address
  }

  static func release(_ address: UnsafeMutablePointer<TapeStorage>) {
    address.pointee.list = WengertList()
    address.pointee.fault = nil
    address.pointee.point = nil
    address.pointee.generation &+= 1
    let block = Block(address: address)
    unused.withLock { $0.append(block) }
  }
}
