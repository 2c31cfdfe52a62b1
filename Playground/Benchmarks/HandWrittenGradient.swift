// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The value and gradient of a small network's sum of squares, beside the same written by hand.
struct HandWrittenGradient<Hand: HandWritten>: Benchmark {
  let name: String
  let network: String
  let samples: Int
  let model: @Sendable () throws -> Model
  /// What a run should take, in microseconds.
  let target: Double
  let ratioTarget: Double?
  let forwardTarget: Double?

  var summary: String { "\(network), \(samples) samples, sum of squares: value and gradient" }

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let workload = try Workload<Double>(model(), samples: samples, loss: sumOfSquares)
    let hand = Hand(workload)
    hand.run()
    try workload.runGradient()
    try Disagreement.check(
      name, [workload.value] + workload.lastGradient.scalars,
      [hand.value] + hand.gradient.scalars)

    let times = try sampler.medians([workload.runGradient, workload.runForward, hand.run])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.medianTarget = target
    result.forward = times[1]
    result.floor = (times[2], "the gradient fused by hand in C", ratioTarget)
    result.allocationsPerRun = try sampler.allocations(workload.runGradient)
    result.further = [
      Figure(
        "gradientToForward", "to forward", times[0] / times[1], .ratio, forwardTarget.map { .atMost($0) })
    ]
    return result
  }
}

extension HandWrittenGradient<TinyByHand> {
  static func tiny(samples: Int, target: Double) -> Self {
    HandWrittenGradient(
      name: "tiny-\(samples)", network: "tiny, a network of 62 parameters", samples: samples,
      model: Networks.tiny, target: target, ratioTarget: nil, forwardTarget: nil)
  }
}

extension HandWrittenGradient<SmallByHand> {
  static var small: Self {
    HandWrittenGradient(
      name: "mlp-s", network: "S, 2-25-2 with sigmoid and softmax", samples: 400, model: Networks.small,
      target: 17, ratioTarget: 1.4, forwardTarget: 2.5)
  }
}
