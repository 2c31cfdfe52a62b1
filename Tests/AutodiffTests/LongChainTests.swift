// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

/// Chains so long that anything recursive would overflow the stack, in debug builds too.
@Suite(.serialized) struct LongChainTests {
  /// Prints how long each step of recording, differentiating, planning, running and releasing a program takes.
  private func gradient(
    _ name: String, at x: Double, of body: (Variable) -> Variable
  ) throws -> (value: Double, slope: Double) {
    let clock = ContinuousClock()
    var times: [String] = []
    func timed<Result>(_ step: String, _ body: () throws -> Result) rethrows -> Result {
      let start = clock.now
      defer { times.append("\(step) \((clock.now - start) / .milliseconds(1))") }
      return try body()
    }
    var program: Program? = try timed("record") { try Program(inputs: [[]]) { [body($0[0])] } }
    let count = program?.count ?? 0
    var gradient = try timed("transform") { try program?.valueWithGradient() }
    var executable = timed("plan") { gradient?.compiled(for: Double.self) }
    try executable?.setInput(0, to: Tensor(x))
    timed("run") { executable?.run() }
    let result = try (#require(executable).output(0).scalars[0], #require(executable).output(1).scalars[0])
    timed("release") {
      program = nil
      gradient = nil
      executable = nil
    }
    print("\(name), \(count) lines, milliseconds: \(times.joined(separator: ", "))")
    return result
  }

  @Test("a million operations", .timeLimit(.minutes(5))) func million() throws {
    let (y, slope) = try gradient("chain of a million sines", at: 1) { x in
      var x = x
      for _ in 0..<1_000_000 { x = sin(x) }
      return x
    }
    var (expected, expectedSlope) = (1.0, 1.0)
    for _ in 0..<1_000_000 {
      expectedSlope *= CLibrary.cos(expected)
      expected = CLibrary.sin(expected)
    }
    #expect(Tensor(y).isClose(to: Tensor(expected), 1e-15))
    // A product of a million factors, each rounded, taken from the other end.
    #expect((slope / expectedSlope - 1).magnitude <= 1e-9)
  }

  @Test("a sum of 100,000 uses of one variable", .timeLimit(.minutes(1))) func fanOut() throws {
    let (y, slope) = try gradient("fan-out of 100,000 uses", at: 3) { x in
      var total: Variable = 0
      for _ in 0..<100_000 { total = total + x }
      return total * x
    }
    #expect(y == 900_000 && slope == 600_000)
  }

  @Test("10,000 doublings: as many paths as 2 to their number, work for each once", .timeLimit(.minutes(1)))
  func doublings() throws {
    let (y, slope) = try gradient("10,000 reused variables", at: 3) { x in
      var x = x
      for _ in 0..<10_000 { x = 0.5 * (x + x) }
      return x * x
    }
    #expect(y == 9 && slope == 6)
  }

  @Test("a vector read element by element costs its length once", .timeLimit(.minutes(1))) func elements()
    throws
  {
    let count = 2000
    let y = try Autodiff.gradient(at: Tensor<Double>.ones([count])) { x in
      var total: Variable = 0
      for i in 0..<count { total = total + x[i] * x[-1 - i] }
      return total
    }
    #expect(y == Tensor(repeating: 2, shape: [count]))
  }
}
