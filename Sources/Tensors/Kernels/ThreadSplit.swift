// SPDX-License-Identifier: Apache-2.0
internal import Dispatch

/// How a large operation is shared by threads: in ranges of one of its extents.
struct ThreadSplit {
  /// The number of ranges, 1 for operations that are too small to gain.
  let parts: Int
  private let extent: Int
  /// The boundaries are multiples of it.
  private let alignment: Int

  /// The extent of a range that is worth a thread.
  private static let leastExtent = 48
  /// The multiplications that outweigh the handing out of a part, some microseconds.
  static let leastOperations = 1 << 19

  /// The split of an extent, over at most so many threads.
  ///
  /// - Parameter alignment: What the boundaries are multiples of, at most the least extent of a range, so that tiles of a
  ///   kernel remain whole.
  @inline(__always) init(_ extent: Int, alignment: Int, operations: Int, threads: Int) {
    self.extent = extent
    self.alignment = alignment
    parts =
      threads == 1 ? 1 : max(1, min(threads, extent / Self.leastExtent, operations / Self.leastOperations))
  }

  /// Calls `body` with every range, on the threads of the process, and returns when all are done.
  func concurrently(_ body: @Sendable (Range<Int>) -> Void) {
    DispatchQueue.concurrentPerform(iterations: parts) { part in
      body(bound(part)..<bound(part + 1))
    }
  }

  private func bound(_ part: Int) -> Int {
    part == parts ? extent : extent * part / parts / alignment * alignment
  }
}
