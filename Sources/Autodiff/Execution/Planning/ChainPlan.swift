// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Elementwise operations over one shape, and reductions of their results, to be run tile by tile: all of them on some
/// hundred elements, which stay in the first-level cache, and then on the next.
struct ChainPlan {
  /// Values that the steps read and write.
  struct Stream {
    enum Storage {
      /// In the arena, from a place on.
      case arena(Int)
      /// In one of the tiles that all chains use for values nobody else reads.
      case tile(Int)
    }
    let storage: Storage
    /// How far apart its elements lie along the innermost loop: 0 or 1.
    let stride: Int
  }

  struct Step {
    let function: StepFunction
    let a: Int
    var b = 0
    var c = 0
    let y: Int
  }

  let steps: [Step]
  let streams: [Stream]
  /// The loops around the innermost one; a stride for each stream, in elements.
  let outerLoops: [(extent: Int, strides: [Int])]
  /// The length of the innermost loop, and of a tile.
  let count: Int
  let tile: Int
}
