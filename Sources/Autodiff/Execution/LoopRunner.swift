// SPDX-License-Identifier: Apache-2.0
internal import Tensors

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
