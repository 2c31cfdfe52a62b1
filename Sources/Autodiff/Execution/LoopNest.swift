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

/// The outer loops of all nests of an executable.
struct LoopTable {
  private(set) var entries: [Int] = []
  private(set) var depth = 0

  /// Plans loops over `extents` with as few levels as the strides allow. No extent may be 0.
  mutating func nest(extents: [Int], strides: [[Int]]) -> LoopNest {
    let padded =
      strides + Array(repeating: Array(repeating: 0, count: extents.count), count: 4 - strides.count)
    var levels: [(extent: Int, strides: [Int])] = []
    for axis in extents.indices where extents[axis] != 1 {
      let own = padded.map { $0[axis] }
      if let outer = levels.last, outer.strides == own.map({ $0 * extents[axis] }) {
        levels[levels.count - 1] = (outer.extent * extents[axis], own)
      } else {
        levels.append((extents[axis], own))
      }
    }
    let inner = levels.popLast() ?? (1, [0, 0, 0, 0])
    let start = entries.count
    for level in levels { entries += [level.extent] + level.strides }
    depth = max(depth, levels.count)
    return LoopNest(
      count: inner.extent, strides: (inner.strides[0], inner.strides[1], inner.strides[2], inner.strides[3]),
      start: start, depth: levels.count)
  }
}

/// Runs nests: holds the table and the counters, so that a run allocates nothing.
struct LoopRunner {
  private let table: UnsafeMutablePointer<Int>
  private let counters: UnsafeMutablePointer<Int>

  init(_ table: LoopTable) {
    self.table = .allocate(capacity: table.entries.count + 1)
    self.table.initialize(from: table.entries, count: table.entries.count)
    counters = .allocate(capacity: table.depth + 1)
    counters.initialize(repeating: 0, count: table.depth + 1)
  }

  func deallocate() {
    table.deallocate()
    counters.deallocate()
  }

  /// Calls `body` with the four arrays' offsets at the begin of each innermost loop.
  @inline(__always)
  func forEachRow(_ nest: LoopNest, _ body: (Int, Int, Int, Int) -> Void) {
    var offsets = (0, 0, 0, 0)
    let levels = table + nest.start
    for level in 0..<nest.depth { counters[level] = 0 }
    while true {
      body(offsets.0, offsets.1, offsets.2, offsets.3)
      var level = nest.depth - 1
      while level >= 0 {
        let entry = levels + level * LoopNest.entrySize
        counters[level] += 1
        let isDone = counters[level] == entry[0]
        let steps = isDone ? 1 - entry[0] : 1
        offsets.0 += entry[1] * steps
        offsets.1 += entry[2] * steps
        offsets.2 += entry[3] * steps
        offsets.3 += entry[4] * steps
        if !isDone { break }
        counters[level] = 0
        level -= 1
      }
      if level < 0 { return }
    }
  }
}
