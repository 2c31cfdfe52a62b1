// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Nested loops over the elements of up to four arrays that are read with strides: the innermost loop here, the outer
/// ones in the executable's table. Trivial.
struct LoopNest {
  /// The length of the innermost loop, and its stride in each array.
  let count: Int
  let strides: (Int, Int, Int, Int)
  /// Where the outer loops begin in the table, outermost first, and how many there are.
  let start: Int
  let depth: Int

  /// The numbers that the table holds of each outer loop: its extent and a stride for each array.
  static let entrySize = 5
}

/// Loops around each other, outermost first, with a stride for each array.
struct LoopLevels {
  private(set) var levels: [(extent: Int, strides: [Int])] = []

  /// Loops over `extents` with as few levels as the strides of all arrays allow; at least one.
  init(_ extents: [Int], _ strides: [[Int]]) {
    for axis in extents.indices where extents[axis] != 1 {
      let own = strides.map { $0[axis] }
      if let outer = levels.last, outer.strides == own.map({ $0 * extents[axis] }) {
        levels[levels.count - 1] = (outer.extent * extents[axis], own)
      } else {
        levels.append((extents[axis], own))
      }
    }
    if levels.isEmpty { levels.append((1, strides.map { _ in 0 })) }
  }

  var innermost: (extent: Int, strides: [Int]) { levels[levels.count - 1] }
  var outer: ArraySlice<(extent: Int, strides: [Int])> { levels.dropLast() }
}

/// The outer loops of all nests of an executable.
struct LoopTable {
  private(set) var entries: [Int] = []
  private(set) var depth = 0

  /// Plans loops over `extents`, none of which may be 0.
  mutating func nest(extents: [Int], strides: [[Int]]) -> LoopNest {
    let padding = Array(repeating: Array(repeating: 0, count: extents.count), count: 4 - strides.count)
    let loops = LoopLevels(extents, strides + padding)
    let start = entries.count
    for level in loops.outer { entries += [level.extent] + level.strides }
    depth = max(depth, loops.outer.count)
    let inner = loops.innermost
    return LoopNest(
      count: inner.extent, strides: (inner.strides[0], inner.strides[1], inner.strides[2], inner.strides[3]),
      start: start, depth: loops.outer.count)
  }
}
