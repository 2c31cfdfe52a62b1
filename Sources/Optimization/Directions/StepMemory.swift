// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The last steps and changes of the gradient, which stand for an inverse Hessian.
struct StepMemory: SearchDirections {
  let capacity: Int
  private var pairs: [(step: Tensor<Double>, change: Tensor<Double>, curvature: Double)] = []

  init(capacity: Int) { self.capacity = capacity }

  var isFresh: Bool { pairs.isEmpty }
  var hasNaturalLength: Bool { true }

  /// The two-loop recursion.
  func direction(at point: Point) -> Tensor<Double> {
    var q = point.gradient
    var weights: [Double] = []
    for pair in pairs.reversed() {
      let weight = pair.step.inner(q) / pair.curvature
      q.add(pair.change, times: -weight)
      weights.append(weight)
    }
    if let last = pairs.last { q = q.scaled(by: last.curvature / last.change.inner(last.change)) }
    for (pair, weight) in zip(pairs, weights.reversed()) {
      q.add(pair.step, times: weight - pair.change.inner(q) / pair.curvature)
    }
    return q.scaled(by: -1)
  }

  mutating func update(from start: Point, to end: Point) {
    var (s, y) = (end.parameters, end.gradient)
    s.add(start.parameters, times: -1)
    y.add(start.gradient, times: -1)
    let curvature = s.inner(y)
    guard curvature > 1e-10 * s.norm * y.norm, curvature.isFinite else { return }
    if pairs.count == capacity { pairs.removeFirst() }
    pairs.append((s, y, curvature))
  }

  mutating func reset() { pairs.removeAll(keepingCapacity: true) }
}
