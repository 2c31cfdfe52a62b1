// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A step of training by batches, from picking the samples to the update, beside the bare products of its gradient.
struct TrainingStep: Benchmark {
  let name = "train-step"
  let summary = "784-128-10 with relu, a batch of 256 of 60,000 samples, cross entropy, Float: a step of Adam"

  private static let batchSize = 256

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let count = sampler.isQuick ? 2000 : 60_000
    let model = try Model(input: [784]) {
      Dense(128)
      Relu()
      Dense(10)
    }
    var random = Xoshiro256(seed: 1)
    let data = try Dataset(
      inputs: .uniform([count, 784], from: 0, to: 1, using: &random),
      targets: Tensor((0..<count).map { _ in Double(random.integer(below: 10)) }))
    let risk = try EmpiricalRisk(model, on: data, loss: CrossEntropy(.classes), for: Float.self)
    let rule = Adam(learningRate: 1e-3)
    var state = rule.initialState(parameterCount: model.parameterCount)
    var parameters = model.initialParameters(seed: 1)
    var gradient = parameters
    let order = random.permutation(of: count)
    var start = 0
    func step() throws {
      let samples = Array(order[start..<start + Self.batchSize])
      start = start + 2 * Self.batchSize <= count ? start + Self.batchSize : 0
      _ = try gradient.withMutableScalars {
        try risk.value(at: parameters.scalars.span, overSamples: samples, gradient: &$0)
      }
      rule.update(&parameters, along: gradient, state: &state)
    }

    let products = BareProducts<Float>(widths: [784, 128, 10], samples: Self.batchSize)
    try products.chooseFaster(sampler)
    let times = try sampler.medians([step, products.run])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.floor = (times[1], "the bare products of its gradient, each by the faster library", nil)
    result.further = [
      Figure("shareOfFloor", "floor's share of the step", times[1] / times[0], .ratio, .atLeast(0.6)),
      Figure("epochMilliseconds", "an epoch", 1e3 * times[0] * Double(count / Self.batchSize), .milliseconds),
    ]
    return result
  }
}
