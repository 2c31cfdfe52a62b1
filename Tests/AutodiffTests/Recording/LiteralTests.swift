// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct LiteralTests {
  private func value(of body: (Variable) -> Variable) throws -> Double {
    try Program(inputs: [[]]) { [body($0[0])] }.run([Tensor<Double>(3)])[0].scalar()
  }

  @Test("literals mix with variables on either side") func mixing() throws {
    #expect(try value { x in 2 * x + 1 } == 7)
    #expect(try value { x in x * 2 - 1 } == 5)
    #expect(try value { x in 1 - x / 2 } == -0.5)
    #expect(try value { x in 0.5 * x * x + 1.5 } == 6)
    #expect(try value { x in pow(x, 2) + pow(x, 1.0) - pow(2, x) } == 9 + 3 - 8)
    #expect(try value { x in max(x, 4) + min(0, x) + select(x > 2, 1, 0) } == 5)
    #expect(try value { x in 2 * (1 - exp(-2 * x)) } == 2 * (1 - CLibrary.exp(-6)))
    #expect(try value { x in -2 + x } == 1)
  }

  @Test("numbers that are not literals mix, too") func numbers() throws {
    let (rate, count) = (0.25, 2)
    #expect(try value { x in rate * x + rate } == 1)
    #expect(try value { x in x / rate - pow(x, rate * 4) } == 9)
    #expect(try value { x in Double(count) * x } == 6)
    #expect(try value { x in Variable(rate) * x } == 0.75)
  }

  @Test("numbers beside variables stay numbers") func plainNumbers() {
    for isSmall in [true, false] {
      let rate = isSmall ? -1.0 / 32 : 0
      let steps = isSmall ? 2 * 3 : 1
      #expect((rate, steps) == (isSmall ? (-0.03125, 6) : (0, 1)))
    }
  }

  @Test("assigning operators record, too") func assignment() throws {
    let y = try value { x in
      var y: Variable = 2
      y += x
      y *= x
      y -= 1
      y /= 7
      return y
    }
    #expect(y == 2)
  }

  @Test("literals join the tape of the variables beside them") func joining() throws {
    let tape = Tape()
    let x = tape.input([])
    let program = try tape.program(returning: [stack([1, x, 2]), concatenate([x, 3])])
    #expect(try program.run([Tensor<Double>(5)]) == [[1, 5, 2], [5, 3]])
  }

  @Test("a literal begins a loop") func accumulation() throws {
    let x: Tensor<Double> = [1, 2, 4]
    let gradient = try gradient(at: x) { x in
      var total: Variable = 0
      for i in 0..<3 { total = total + x[i] * x[i] }
      return total
    }
    #expect(gradient == [2, 4, 8])
  }

  @Test("expressions of literals alone are constants of the recording") func literalsAlone() throws {
    let (one, two): (Variable, Variable) = (1, 2)
    #expect(try value { _ in one + two } == 3)
    let twice = try value { _ in exp(one) * two }
    #expect(Tensor(twice).isClose(to: Tensor(2 * CLibrary.exp(1))))
    #expect(try value { _ in -two } == -2)
    #expect(try value { _ in 5 } == 5)
    #expect(try value { _ in sum(stack([one, two])) } == 3)
    #expect(try value { x in dot(stack([1, x]), stack([x, 2])) } == 9)
  }

  @Test("the derivative of a literal is 0") func derivative() throws {
    #expect(try gradient(at: Tensor<Double>([1, 2])) { _ in 5 } == [0, 0])
    #expect(try jvp(at: Tensor<Double>(1), along: 1) { _ in 5 }.derivative == 0)
  }
}
