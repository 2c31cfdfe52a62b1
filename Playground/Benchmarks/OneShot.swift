// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A gradient that is recorded, transformed, planned and run once.
struct OneShot: Benchmark {
  let name = "one-shot"
  let summary = "gradient(at:of:) of an expression of 20 operations, all in all"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let x: Tensor<Double> = [0.3, 0.7, 1.2]
    let times = try sampler.medians([{ _ = try gradient(at: x, of: Self.expression) }])
    var result = BenchmarkResult(name)
    result.median = times[0]
    result.medianTarget = 10
    return result
  }

  /// Three slices and seventeen operations on them.
  private static func expression(_ x: Variable) -> Variable {
    let (a, b, c) = (x[0], x[1], x[2])
    let u = sin(a * b) + exp(c)
    let v = a / (1 + b * b)
    let w = u * v - sqrt(c)
    return w * tanh(u) + cos(w) * v + log(c)
  }
}
