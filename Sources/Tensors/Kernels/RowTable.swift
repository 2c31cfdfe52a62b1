// SPDX-License-Identifier: Apache-2.0

/// Pairs the rows of a packed array with places in a wider one: what gathering and scattering along an axis, diagonals
/// and folded windows have in common.
///
/// Both arrays have `count` blocks. Row r of a packed block is `length` neighbouring elements; in the wide block they
/// lie from `starts[r]` on, `stride` apart.
package struct RowTable: Sendable {
  private let count: Int
  private let wideSize: Int
  private let starts: [Int]
  private let length: Int
  private let stride: Int

  /// The table of blocks of `wideSize` elements in the wide array, and of a row for each start in the packed one.
  package init(count: Int, wideSize: Int, starts: [Int], length: Int, stride: Int = 1) {
    self.count = count
    self.wideSize = wideSize
    self.starts = starts
    self.length = length
    self.stride = stride
  }

  /// Copies each row of the packed array from its place in the wide one. O(packed elements).
  @specialized(where S == Double)
  @specialized(where S == Float)
  package func gather<S: Real>(_ wide: UnsafeBufferPointer<S>, into packed: UnsafeMutableBufferPointer<S>) {
    guard let wide = wide.baseAddress, let packed = packed.baseAddress else { return }
    forEachRow { place, row in
      for i in 0..<length { packed[row + i] = wide[place + i * stride] }
    }
  }

  /// Fills the wide array with zeros and adds each row of the packed one to its place. O(elements of both).
  @specialized(where S == Double)
  @specialized(where S == Float)
  package func scatterAdd<S: Real>(
    _ packed: UnsafeBufferPointer<S>, into wide: UnsafeMutableBufferPointer<S>
  ) {
    wide.update(repeating: 0)
    guard let wide = wide.baseAddress, let packed = packed.baseAddress else { return }
    forEachRow { place, row in
      // Apart, so that the compiler sees neighbours.
      if stride == 1 {
        for i in 0..<length { wide[place + i] += packed[row + i] }
      } else {
        for i in 0..<length { wide[place + i * stride] += packed[row + i] }
      }
    }
  }

  /// The places of the packed elements, in their order, and of those in the wide array that they go with.
  /// O(packed elements).
  package func pairs() -> [(packed: Int, wide: Int)] {
    var pairs: [(packed: Int, wide: Int)] = []
    forEachRow { place, row in
      for i in 0..<length { pairs.append((row + i, place + i * stride)) }
    }
    return pairs
  }

  @inline(__always)
  private func forEachRow(_ body: (_ place: Int, _ row: Int) -> Void) {
    var row = 0
    for block in 0..<count {
      for start in starts {
        body(block * wideSize + start, row)
        row += length
      }
    }
  }
}
