// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Gives out places in an arena and takes them back. A place is reused by results of exactly its size, which is what
/// the forward and reverse sweeps of a model mostly ask for; finding one is O(1).
struct ArenaPlan {
  private(set) var size = 0
  private var unused: [Int: [Int]] = [:]
  /// The unused places of single elements, which scalar code asks for all the time.
  private var unusedSingles: [Int] = []

  mutating func allocate(_ count: Int) -> Int {
    if count == 1 {
      if let place = unusedSingles.popLast() { return place }
    } else if let place = unused[count]?.popLast() {
      return place
    }
    // Vectors begin on a cache line.
    if count >= 8 { size = (size + 15) & ~15 }
    defer { size += count }
    return size
  }

  mutating func release(_ place: Int, _ count: Int) {
    if count == 1 { unusedSingles.append(place) } else { unused[count, default: []].append(place) }
  }
}
