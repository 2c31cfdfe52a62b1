// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct RandomProgramTests {
  private static let blocks = ProgramGenerator.blocks

  /// Fewer in a debug build, whose interpreter takes seconds for each.
  private static let largeBlocks = {
    #if DEBUG
      let count = 3
    #else
      let count = 15
    #endif
    return (0..<count).map { $0 * 2..<($0 + 1) * 2 }
  }()

  @Test("executables agree with the interpreter, run after run", arguments: blocks)
  func execution(_ seeds: Range<Int>) throws {
    for seed in seeds { try check(try ProgramGenerator.program(seed: seed), seed: seed) }
  }

  /// Values of several tiles, rows of all lengths, inputs too large for any sum to be exact.
  @Test("so do those of programs on larger values", arguments: largeBlocks)
  func executionOfLargePrograms(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let program = try ProgramGenerator.program(
        seed: seed, length: 16, extents: [1, 2, 3, 5, 35, 70, 600], largest: 3000)
      try check(program, seed: seed)
    }
  }

  private func check(_ program: Program, seed: Int) throws {
    for (order, program) in [("", program), (" of its vjp", try program.vjp())] {
      var draws = Draws(seed: seed + 1000)
      let points = (0..<2).map { _ in program.inputShapes.map { draws.tensor($0) } }
      let expected = try points.map { try Interpreter.run(program, $0) }
      for simplifies in [true, false] {
        let run = program.compiled(for: Double.self, simplifying: simplifies)
        // The first point twice: a run must leave nothing behind.
        for number in [0, 1, 0] {
          let y = try run(points[number])
          let isClose = zip(y, expected[number]).allSatisfy { $0.isClose(to: $1, 1e-12) }
          #expect(
            isClose, "seed \(seed), run\(order) at point \(number), simplified: \(simplifies):\n\(program)")
        }
      }
    }
  }

  /// Values are about 1; of the digits of `Float` some are lost on the way.
  @Test("Float agrees with Double", arguments: blocks)
  func floats(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let program = try ProgramGenerator.program(seed: seed)
      var draws = Draws(seed: seed + 4000)
      let point = program.inputShapes.map { Tensor<Float>(draws.tensor($0)) }
      let single = try program.compiled(for: Float.self)(point).map { Tensor<Double>($0) }
      let double = try program.run(point.map { Tensor<Double>($0) })
      let gap = zip(single, double).reduce(0) { max($0, $1.0.distance(to: $1.1)) }
      #expect(gap <= 1e-3, "seed \(seed):\n\(program)")
    }
  }

  @Test("vjp and jvp are adjoint", arguments: blocks)
  func adjoint(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let check = try DerivativeCheck(ProgramGenerator.program(seed: seed))
      var draws = Draws(seed: seed + 2000)
      let x = try ProgramGenerator.program(seed: seed).inputShapes.flatMap { draws.tensor($0).scalars }
      let gap = try check.gaps(at: x, &draws).adjoint
      // Solutions of systems are rounded relative to their largest element, the gap is to each one.
      #expect(gap <= 1024, "seed \(seed)")
    }
  }

  @Test("batches equal loops over the samples", arguments: blocks)
  func batches(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let program = try ProgramGenerator.program(seed: seed, length: 12)
      let check = BatchingCheck(program, domains: [])
      var draws = Draws(seed: seed + 3000)
      let subsets = BatchingCheck.subsets(of: Array(program.inputShapes.indices))
      let subset = subsets[draws.below(subsets.count)]
      #expect(
        try check.gap(over: subset, extents: [3], seed: seed) <= 1e-13, "seed \(seed), inputs \(subset)")
    }
  }
}
