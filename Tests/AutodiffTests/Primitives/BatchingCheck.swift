// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport

/// Compares a batched program with the program run on each sample.
struct BatchingCheck {
  private let program: Program
  private let single: FlatProgram<Double>
  private let domains: [ClosedRange<Double>]

  /// - Parameter domains: Where the first inputs are drawn from.
  init(_ program: Program, domains: [ClosedRange<Double>]) {
    self.program = program
    self.domains = domains + Array(repeating: -1...1, count: program.inputShapes.count - domains.count)
    single = FlatProgram(program)
  }

  /// The non-empty subsets of a few inputs; of many the single ones, all, and all but one.
  static func subsets(of inputs: [Int]) -> [[Int]] {
    guard inputs.count > 4 else {
      return (1..<1 << inputs.count).map { bits in inputs.filter { bits & 1 << $0 != 0 } }
    }
    return inputs.map { [$0] } + [inputs] + inputs.map { left in inputs.filter { $0 != left } }
  }

  /// The largest difference between the batch and the loop, relative to the greater of 1 and the largest value.
  ///
  /// - Parameter extents: The sizes of the batch; several nest.
  func gap(over batched: [Int], extents: [Int], seed: Int) throws -> Double {
    var draws = Draws(seed: seed)
    let count = extents.reduce(1, *)
    // inputs[i][s] is input i of sample s.
    let inputs = zip(program.inputShapes, domains).map { shape, domain in
      (0..<max(1, count)).map { _ in draws.spread([shape], in: [domain])[0].scalars }
    }
    let operands = inputs.indices.flatMap { i -> [Double] in
      guard batched.contains(i) else { return inputs[i][0] }
      return (0..<program.inputShapes[i].elementCount).flatMap { e in (0..<count).map { inputs[i][$0][e] } }
    }
    // The later batch axis is the inner one.
    let batch = try extents.reduce(program) { try $0.vmap(over: batched, count: $1) }
    guard batch.outputShapes == program.outputShapes.map({ Shape($0.extents + extents) }) else {
      return .infinity
    }
    let result = try FlatProgram(batch)(operands)

    var gap = 0.0
    for sample in 0..<count {
      let expected = try single(inputs.indices.flatMap { inputs[$0][batched.contains($0) ? sample : 0] })
      let largest = expected.reduce(1) { max($0, $1.magnitude) }
      for (e, element) in expected.enumerated() {
        // The elements of all outputs follow each other in the batch as in a sample.
        let difference = (result[e * count + sample] - element).magnitude / largest
        gap = difference <= gap ? gap : difference
      }
    }
    return gap
  }
}
