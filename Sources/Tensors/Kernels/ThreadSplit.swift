// SPDX-License-Identifier: Apache-2.0
internal import Dispatch

/// How a large operation is shared by threads: in ranges of one of its extents.
struct ThreadSplit {
  /// The number of ranges, 1 for operations that are too small to gain.
  let parts: Int
  private let extent: Int

  /// The boundaries are multiples of the rows and columns of every kernel's tiles.
  private static let grain = 48
  /// The multiplications that outweigh the handing out of a part, some microseconds.
  static let leastOperations = 1 << 19

  /// The split of an extent, over at most so many threads.
  @inline(__always) init(_ extent: Int, operations: Int, threads: Int) {
    self.extent = extent
    parts =
      threads == 1 ? 1 : max(1, min(threads, extent / Self.grain, operations / Self.leastOperations))
  }

  /// Calls `body` with every range, on the threads of the process, and returns when all are done.
  func concurrently(_ body: @Sendable (Range<Int>) -> Void) {
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      body(bound(part)..<bound(part + 1))
    }
  }

  private func bound(_ part: Int) -> Int {
    part == parts ? extent : extent * part / parts / Self.grain * Self.grain
  }
}
