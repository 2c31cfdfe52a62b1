// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A long chain of operations on tensors of one element: nothing but overhead.
struct Dispatch: Benchmark {
  let name = "dispatch"
  let summary = "a chain of instructions on one-element tensors; times are per instruction"

  func measure(_ sampler: Sampler) throws -> BenchmarkResult {
    let count = 1000
    // Each operation has an adjoint of one operation, and the values stay bounded.
    let program = try Program(inputs: [[1], [1], [1]]) { v in
      var x = v[0]
      for i in 0..<count { x = i.isMultiple(of: 2) ? x * v[1] : v[2] - x }
      return [x]
    }
    let forward = program.compiled(for: Double.self)
    let gradient = try program.valueWithGradient(by: [0]).compiled(for: Double.self)
    for executable in [forward, gradient] {
      for (number, value) in [0.3, 0.7, 0.2].enumerated() {
        try executable.setInput(number, to: Tensor([value]))
      }
    }
    let interpreter = HandInterpreter(count: count)
    let times = try sampler.medians([gradient.run, forward.run, interpreter.run])
    let perInstruction = 1 / Double(count)
    var result = BenchmarkResult(name)
    result.median = times[0] * perInstruction
    result.forward = times[1] * perInstruction
    result.floor = (times[2] * perInstruction, "a loop over instructions written by hand, forward only", nil)
    result.allocationsPerRun = sampler.allocations(gradient.run)
    result.further = [
      Figure("forwardNanoseconds", "forward", 1e9 * times[1] * perInstruction, .nanoseconds, .atMost(5)),
      Figure(
        "gradientNanoseconds", "with adjoint", 1e9 * times[0] * perInstruction, .nanoseconds, .atMost(8)),
    ]
    return result
  }
}
