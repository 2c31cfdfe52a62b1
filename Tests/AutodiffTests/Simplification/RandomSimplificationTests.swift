// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

@Suite struct RandomSimplificationTests {
  private static let blocks = ProgramGenerator.blocks

  /// The largest distance between the results of two programs at a random point.
  private func gap(_ a: Program, _ b: Program, seed: Int) throws -> Double {
    var draws = Draws(seed: seed)
    let point = a.inputShapes.map { draws.tensor($0) }
    return try zip(Interpreter.run(a, point), Interpreter.run(b, point)).reduce(0) {
      max($0, $1.0.distance(to: $1.1))
    }
  }

  /// The number of elements that operations compute, not counting those that they only move.
  private func work(_ program: Program) -> Int {
    program.list.nodes.indices.reduce(0) { total, line in
      guard case .operation(let operation) = program.list.nodes[line].source,
        !(operation.primitive is Broadcast || operation.primitive is Reshape)
      else { return total }
      return total + program.list.shape(of: Int32(line)).elementCount
    }
  }

  @Test("a program, its vjp and a batch of that keep their results, and work no more", arguments: blocks)
  func results(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let program = try ProgramGenerator.program(seed: seed)
      let vjp = try program.vjp()
      for (order, program) in [("", program), (" of the vjp", vjp), (" of a batch", try vjp.vmap(count: 3))] {
        let simplified = program.simplified()
        #expect(
          work(simplified) <= work(program), "seed \(seed)\(order):\n\(program)\nbecame\n\(simplified)")
        #expect(simplified.inputShapes == program.inputShapes)
        #expect(simplified.outputShapes == program.outputShapes)
        #expect(
          try gap(program, simplified, seed: seed) <= 1e-13,
          "seed \(seed)\(order):\n\(program)\nbecame\n\(simplified)")
      }
    }
  }

  @Test("a simplified program is simple", arguments: blocks) func again(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let program = try ProgramGenerator.program(seed: seed)
      for program in [program, try program.vjp()] {
        let simplified = program.simplified()
        #expect(simplified.simplified().description == simplified.description, "seed \(seed):\n\(program)")
      }
    }
  }

  @Test("the derivative of a simplified program is the simplified derivative", arguments: blocks)
  func derivatives(_ seeds: Range<Int>) throws {
    for seed in seeds {
      let program = try ProgramGenerator.program(seed: seed)
      let (before, after) = (try program.vjp().simplified(), try program.simplified().vjp())
      #expect(try gap(before, after, seed: seed) <= 1e-12, "seed \(seed):\n\(before)\nand\n\(after)")
    }
  }
}
