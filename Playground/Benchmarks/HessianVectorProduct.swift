// SPDX-License-Identifier: Apache-2.0
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
    return result
  }
}
