// SPDX-License-Identifier: Apache-2.0

/// An open-addressing table of numbers that are found by what they stand for: the owner of the numbers hashes and
/// compares that itself, so that a flat array is all there is.
struct HashIndex {
  /// A number and the bits of its hash that tell most others apart; -1 where there is none.
  private var slots: ContiguousArray<(number: Int32, tag: UInt32)>
  private var count = 0

  init() { slots = ContiguousArray(repeating: (-1, 0), count: 16) }

  /// The number with this hash that `isWanted`, or `nil`. O(1).
  func find(_ hash: UInt64, where isWanted: (Int32) -> Bool) -> Int32? {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].number >= 0 {
      if slots[place].tag == HashIndex.tag(hash), isWanted(slots[place].number) { return slots[place].number }
      place = (place + 1) & mask
    }
    return nil
  }

  /// Adds a number that is not in the table.
  ///
  /// - Parameter hashOf: The hash of any number of the table, to make room by.
  mutating func insert(_ number: Int32, _ hash: UInt64, hashOf: (Int32) -> UInt64) {
    if count * 2 >= slots.count {
      let old = slots
      slots = ContiguousArray(repeating: (-1, 0), count: old.count * 2)
      for slot in old where slot.number >= 0 { place(slot.number, hashOf(slot.number)) }
    }
    place(number, hash)
    count += 1
  }

  private mutating func place(_ number: Int32, _ hash: UInt64) {
    let mask = slots.count - 1
    var place = Int(truncatingIfNeeded: hash) & mask
    while slots[place].number >= 0 { place = (place + 1) & mask }
    slots[place] = (number, HashIndex.tag(hash))
  }

  private static func tag(_ hash: UInt64) -> UInt32 { UInt32(truncatingIfNeeded: hash >> 32) }

  /// A step of a hash: multiplication spreads the bits upwards, the shift brings them down again.
  @inline(__always)
  static func mixed(_ hash: UInt64, _ value: UInt64) -> UInt64 {
    let product = (hash ^ value) &* 0x9E37_79B9_7F4A_7C15
    return product ^ (product >> 29)
  }
}
