// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Where the elements of a value lie among those of the line that holds them: at `offset` plus the index times
/// `strides`.
struct Layout {
  var offset: Int
  var strides: [Int]

  static func contiguous(_ shape: Shape) -> Layout { Layout(offset: 0, strides: shape.strides) }

  /// Whether the elements follow each other in row-major order.
  func isContiguous(_ shape: Shape) -> Bool {
    var expected = 1
    for axis in shape.extents.indices.reversed() where shape[axis] != 1 {
      if strides[axis] != expected { return false }
      expected *= shape[axis]
    }
    return true
  }

  /// The strides with which a value of shape `own` is read as one of shape `target`, which it broadcasts to.
  func strides(of own: Shape, broadcastTo target: Shape) -> [Int] {
    Array(repeating: 0, count: target.rank - own.rank) + zip(own.extents, strides).map { $0 == 1 ? 0 : $1 }
  }

  /// The layout of the same elements under another shape, or `nil` when no strides describe it.
  func reshaped(from old: Shape, to new: Shape) -> Layout? {
    if isContiguous(old) { return Layout(offset: offset, strides: new.strides) }
    // Axes of both shapes are matched in groups of equal products; a group must be evenly strided.
    var result = Array(repeating: 0, count: new.rank)
    let oldAxes = old.extents.indices.filter { old[$0] != 1 }
    var (i, j) = (0, 0)
    while i < oldAxes.count {
      var (first, last) = (i, i)
      var (oldCount, newCount) = (old[oldAxes[i]], 1)
      let newFirst = j
      while true {
        if newCount < oldCount, j < new.rank {
          newCount *= new[j]
          j += 1
        } else if newCount > oldCount, last + 1 < oldAxes.count {
          last += 1
          oldCount *= old[oldAxes[last]]
        } else {
          break
        }
      }
      guard oldCount == newCount else { return nil }
      while first < last {
        guard strides[oldAxes[first]] == strides[oldAxes[first + 1]] * old[oldAxes[first + 1]] else {
          return nil
        }
        first += 1
      }
      var stride = strides[oldAxes[last]]
      for axis in (newFirst..<j).reversed() {
        result[axis] = stride
        stride *= new[axis]
      }
      i = last + 1
    }
    return Layout(offset: offset, strides: result)
  }

  /// The layout of the elements that `selection` picks when it counts in row-major order of `shape`, this layout's
  /// shape; `nil` when no strides describe it.
  func picking(_ selection: Layout, count target: Shape, from shape: Shape) -> Layout? {
    if isContiguous(shape) { return Layout(offset: offset + selection.offset, strides: selection.strides) }
    let rowMajor = shape.strides
    /// Steps along each axis that a step of `distance` in row-major order is made of.
    func steps(_ distance: Int) -> [Int] {
      var rest = distance.magnitude
      return rowMajor.indices.map { axis in
        guard shape[axis] > 1 else { return 0 }
        let digit = rest / UInt(rowMajor[axis])
        rest %= UInt(rowMajor[axis])
        return distance < 0 ? -Int(digit) : Int(digit)
      }
    }
    func distance(_ steps: [Int]) -> Int { zip(steps, strides).reduce(0) { $0 + $1.0 * $1.1 } }
    let start = steps(selection.offset)
    var (low, high) = (start, start)
    var picked: [Int] = []
    for (axis, stride) in selection.strides.enumerated() {
      let step = steps(stride)
      for (i, digit) in step.enumerated() {
        let reach = digit * (target[axis] - 1)
        low[i] += min(0, reach)
        high[i] += max(0, reach)
      }
      picked.append(distance(step))
    }
    // A carry from axis to axis would not be linear.
    guard zip(low, high).enumerated().allSatisfy({ $1.0 >= 0 && $1.1 < max(1, shape[$0]) }) else {
      return nil
    }
    return Layout(offset: offset + distance(start), strides: picked)
  }

  /// How many elements at the end of a walk over `extents` lie evenly, and how far apart.
  static func innermostRun(_ extents: [Int], _ strides: [Int]) -> (count: Int, stride: Int) {
    var run = (count: 1, stride: 0)
    for axis in extents.indices.reversed() where extents[axis] != 1 {
      if run.count == 1 {
        run = (extents[axis], strides[axis])
      } else if strides[axis] == run.stride * run.count {
        run.count *= extents[axis]
      } else {
        break
      }
    }
    return run
  }
}
