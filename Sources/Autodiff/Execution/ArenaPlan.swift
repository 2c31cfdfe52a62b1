// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Gives out places in an arena and takes them back. A place is reused by results of exactly its size, which is what
/// the forward and reverse sweeps of a model mostly ask for; finding one is O(1).
struct ArenaPlan {
  private(set) var size = 0
  private var unused: [Int: [Int]] = [:]

  mutating func allocate(_ count: Int) -> Int {
    if let place = unused[count]?.popLast() { return place }
    defer { size += count }
    // Vectors begin on a cache line.
    if count >= 8 { size = (size + 7) & ~7 }
    return size
  }

  mutating func release(_ place: Int, _ count: Int) { unused[count, default: []].append(place) }
}
