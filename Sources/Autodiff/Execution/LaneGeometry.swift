// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The lanes of a tensor along some axes: where each begins, and the offsets of its elements from there.
struct LaneGeometry {
  let starts: [Int]
  let offsets: [Int]

  init(_ shape: Shape, axes: [Int]) {
    let strides = shape.strides
    func places(_ isIncluded: (Int) -> Bool) -> [Int] {
      shape.extents.indices.filter(isIncluded).reduce([0]) { places, axis in
        places.flatMap { place in (0..<shape[axis]).map { place + $0 * strides[axis] } }
      }
    }
    starts = places { !axes.contains($0) }
    offsets = places { axes.contains($0) }
  }

  /// Calls `body` with the start of each lane and the offsets in it.
  func forEachLane(_ body: (_ start: Int, _ offsets: [Int]) -> Void) {
    for start in starts { body(start, offsets) }
  }

  /// Stores what `body` returns for each lane under the lane's number.
  func forEachLane<Value>(
    _ body: (_ start: Int, _ offsets: [Int]) -> Value, store: (_ lane: Int, _ value: Value) -> Void
  ) {
    for (lane, start) in starts.enumerated() { store(lane, body(start, offsets)) }
  }
}
