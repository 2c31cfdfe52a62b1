// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

@Suite struct SimplificationTests {
  /// The lines of a program but for the inputs, without shapes.
  private func text(_ program: Program) -> String {
    program.description.split(separator: "\n").filter { !$0.hasPrefix("input") }
      .map { $0.split(separator: "   ")[0] }.joined(separator: "; ")
  }

  @Test("identities", arguments: SimplificationRow.all) func identity(_ row: SimplificationRow) throws {
    let program = try row.program()
    let simplified = program.simplified()
    if row.expected.hasSuffix("...") {
      #expect(simplified.count < program.count)
    } else {
      #expect(text(simplified) == row.expected, "of\n\(program)")
    }
    #expect(simplified.simplified().description == simplified.description)
    // Infinities and NaN too; 0 and -0 are not told apart.
    let special: [Double] = [
      0, -0.0, 1, -2.5, 1e300, -1e-300, .leastNonzeroMagnitude, .infinity, -.infinity, .nan,
    ]
    for i in special.indices {
      for j in special.indices {
        let point = try zip([i, j], row.shapes).map { start, shape in
          let scalars = (0..<shape.elementCount).map { special[(start + 3 * $0) % special.count] }
          return try Tensor<Double>(shape: shape, scalars: scalars)
        }
        for (y, expected) in zip(try Interpreter.run(simplified, point), try Interpreter.run(program, point))
        {
          #expect(y.isClose(to: expected, 4e-16), "at \(point)")
        }
      }
    }
  }

  @Test("names stay, and go to what takes a value's place") func names() throws {
    let program = try Program(inputs: [[]], named: ["x"]) { v in
      let a = sin(v[0]).named("a")
      let zero = (a - 0).named("none")
      return [(zero * 1 + cos(v[0])).named("b")]
    }
    #expect(
      program.simplified().description == """
        input x   []
        a = sin(x)   []
        v2 = cos(x)   []
        b = a + v2   []
        return b
        """)
    let renamed = try Program(inputs: [[]], named: ["x"]) { [(sin($0[0]) + 0).named("y")] }.simplified()
    #expect(renamed.description == "input x   []\ny = sin(x)   []\nreturn y")
  }

  @Test("what is simple stays the same") func unchanged() throws {
    let program = try Program(inputs: [[2]], named: ["x"]) { [sum(sin($0[0]))] }
    #expect(program.simplified().description == program.description)
  }

  @Test("the gradient of a sum of squares is what one would write") func gradient() throws {
    let gradient = try Program(inputs: [[3]], named: ["x"]) { [0.5 * sum($0[0] * $0[0])] }.gradient()
    #expect(gradient.simplified().description == "input x   [3]\nreturn x")
  }

  @Test("an operation of the user's own is merged with itself alone, unless it is Hashable") func own() throws
  {
    struct Twice: UnaryElementwise {
      let name = "twice"
      static func value<S: Real>(_ x: S) -> S { x + x }
      static func slope(_ x: Variable, _ y: Variable) -> Variable { 2 }
    }
    let (one, other) = (Operation(Twice()), Operation(Twice()))
    let program = try Program(inputs: [[]]) { [one($0[0]) + one($0[0]) * other($0[0])] }
    #expect(program.count == 6)
    #expect(program.simplified().count == 5)
  }

  @Test("scalar chains of 100,000 operations", .timeLimit(.minutes(5))) func long() throws {
    let program = try Program(inputs: [[]]) { v in
      var x = v[0]
      for _ in 0..<25_000 { x = sin(1 * x) + 0.5 * cos(x) }
      return [x]
    }
    let gradient = try program.gradient()
    let simplified = gradient.simplified()
    #expect(simplified.count < gradient.count)
    #expect(program.simplified().count == 4 * 25_000 + 2)
  }
}
