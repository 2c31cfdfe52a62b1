// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The value and gradient of a network that is mostly matrix products, beside the bare products.
struct ProductsGradient<Scalar: ExecutionScalar>: Benchmark {
  let name: String
  let summary: String
  let samples: Int
  let widths: [Int]
  let activation: UnaryFunction
  let model: @Sendable () throws -> Model
  let loss: @Sendable (_ outputs: Variable, _ targets: Variable) -> Variable
  /// What a run should take, in microseconds.
  let target: Double
  let ratioTarget: Double

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let workload = try Workload<Scalar>(model(), samples: samples, loss: loss)
    let products = BareProducts<Scalar>(widths: widths, samples: samples)
    try products.chooseFaster(sampler)
    let loops = BareElementwise<Scalar>(activation, widths: widths, samples: samples)
    let times = try sampler.medians([workload.runGradient, workload.runForward, products.run, loops.run])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.medianTarget = target
    result.forward = times[1]
    result.floor = (
      times[2],
      "its \(products.counts.all) bare products, each by the faster library: "
        + "\(products.counts.byKernels) by our kernels, the others by BLAS", ratioTarget
    )
    result.allocationsPerRun = try sampler.allocations(workload.runGradient)
    result.further = [
      Figure("gradientToForward", "to forward", times[0] / times[1], .ratio, .atMost(2.5)),
      Figure("elementwiseMicroseconds", "bare elementwise loops", 1e6 * times[3], .microseconds),
    ]
    return result
  }
}

extension ProductsGradient<Double> {
  static var medium: Self {
    ProductsGradient(
      name: "mlp-m", summary: "M, 64-128-128-10 with tanh, 128 samples, sum of squares: value and gradient",
      samples: 128, widths: [64, 128, 128, 10], activation: .tanh, model: Networks.medium, loss: sumOfSquares,
      target: 320,
      ratioTarget: 1.15)
  }
}

extension ProductsGradient<Float> {
  static var large: Self {
    ProductsGradient(
      name: "mlp-l-float",
      summary: "L, 784-512-512-10 with relu, 256 samples, softmax cross entropy, Float: value and gradient",
      samples: 256, widths: [784, 512, 512, 10], activation: .relu, model: Networks.large, loss: crossEntropy,
      target: 4500,
      ratioTarget: 1.10)
  }
}
