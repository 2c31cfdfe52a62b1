// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The last steps and changes of the gradient, which stand for an inverse Hessian.
struct StepMemory: SearchDirections {
  /// A step with the change of the gradient along it, and their inner product.
  private struct Pair: Archivable {
    var step: Tensor<Double>
    var change: Tensor<Double>
    var curvature = 0.0
    /// The first loop's coefficient, for the second.
    var weight = 0.0

    mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("step", &step)
      archive.exchange("change", &change)
      archive.exchange("curvature", &curvature)
    }
  }

  private let capacity: Int
  /// A ring: the newest pair stands before `next`. One more than the capacity, to make the next pair in.
  private var pairs: [Pair]
  private var next = 0
  private var count = 0

  /// The memory of up to `capacity` steps of `n` parameters.
  init(capacity: Int, parameterCount n: Int) {
    self.capacity = capacity
    pairs = (0...capacity).map { _ in Pair(step: .zeros([n]), change: .zeros([n])) }
  }

  var isFresh: Bool { count == 0 }
  var hasNaturalLength: Bool { true }

  /// The two-loop recursion.
  mutating func direction(at point: Point, into direction: inout Tensor<Double>) {
    direction.copy(point.gradient)
    for age in 1..<count + 1 {
      let place = place(age)
      pairs[place].weight = pairs[place].step.inner(direction) / pairs[place].curvature
      direction.add(pairs[place].change, times: -pairs[place].weight)
    }
    if count > 0 {
      let last = pairs[place(1)]
      direction.scale(by: last.curvature / last.change.inner(last.change))
    }
    for age in (1..<count + 1).reversed() {
      let pair = pairs[place(age)]
      direction.add(pair.step, times: pair.weight - pair.change.inner(direction) / pair.curvature)
    }
    direction.scale(by: -1)
  }

  mutating func update(from start: Point, to end: Point) {
    pairs[next].step.set(end.parameters, plus: start.parameters, times: -1)
    pairs[next].change.set(end.gradient, plus: start.gradient, times: -1)
    let curvature = pairs[next].step.inner(pairs[next].change)
    guard curvature > 1e-10 * pairs[next].step.norm * pairs[next].change.norm, curvature.isFinite else {
      return
    }
    pairs[next].curvature = curvature
    next = (next + 1) % pairs.count
    count = min(count + 1, capacity)
  }

  mutating func reset() { count = 0 }

  mutating func exchange(with archive: inout StateArchive) {
    for place in pairs.indices { archive.exchange("\(place)", &pairs[place]) }
    archive.exchange("next", &next)
    archive.exchange("count", &count)
    if !pairs.indices.contains(next) || !(0...capacity).contains(count) {
      archive.reject("next", "is beyond a memory of \(capacity) steps")
    }
  }

  /// Where the pair of an age stands; 1 is the newest.
  private func place(_ age: Int) -> Int { (next - age + pairs.count) % pairs.count }
}
