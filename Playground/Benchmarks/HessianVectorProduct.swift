// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// A Hessian-vector product of M beside its gradient.
struct HessianVectorProduct: Benchmark {
  let name = "hvp-m"
  let summary = "M: a Hessian-vector product of the sum of squares"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let workload = try Workload<Double>(Networks.medium(), samples: 128, loss: sumOfSquares)
    let product = try workload.loss.hessianVectorProduct(by: [0]).compiled(for: Double.self)
    try workload.bind(product)
    var source = Xoshiro256(seed: 7)
    let direction: Tensor<Double> = .standardNormal(workload.parameters.shape, using: &source)
    let run = {
      try product.setInput(0, to: workload.parameters)
      try product.setInput(3, to: direction)
      product.run()
    }
    let times = try sampler.medians([run, workload.runForward, workload.runGradient])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.forward = times[1]
    result.floor = (times[2], "its value and gradient", 2)
    result.allocationsPerRun = try sampler.allocations(run)
    result.further = [
      Figure(
        "multiplicationsToGradient", "multiplications to the gradient's", Self.multiplications(), .ratio)
    ]
    return result
  }

  /// How many times the multiplications of the gradient's matrix products those of the Hessian-vector product are.
  ///
  /// A layer of the gradient takes three: of its values, and of the cotangents of its weights and of its inputs. The
  /// tangent of each takes two, and the values and the inputs' cotangents are needed for them. In the first layer the
  /// inputs are constant: they have no cotangent, and tangents take one product.
  private static func multiplications() -> Double {
    let layers = [64 * 128, 128 * 128, 128 * 10].map(Double.init)
    let others = layers.dropFirst().reduce(0, +)
    return (3 * layers[0] + 8 * others) / (2 * layers[0] + 3 * others)
  }
}
