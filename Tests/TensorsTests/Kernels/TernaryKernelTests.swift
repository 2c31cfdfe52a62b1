// SPDX-License-Identifier: Apache-2.0
internal import TestSupport
internal import Tensors
internal import Testing

@Suite struct TernaryKernelTests {
  @Test(arguments: TernaryFunction.allCases, Processor.supportedLevels)
  func everyCountAndEveryStep(_ function: TernaryFunction, _ level: Processor.Level) {
    expectValues(of: function, at: level, Double.self)
    expectValues(of: function, at: level, Float.self)
  }

  private func expectValues<S: Real>(
    of function: TernaryFunction, at level: Processor.Level, _ type: S.Type, seed: Int = 5
  ) {
    var draws = Draws(seed: seed)
    // Small whole numbers: products and sums are exact, zeros frequent.
    let operands = (0..<3).map { _ in (0..<70).map { _ in S(draws.below(5) - 2) } }
    let kernel = S._kernel(function, at: level)
    for steps in 0..<8 {
      let (aStep, bStep, cStep) = (steps & 1, steps >> 1 & 1, steps >> 2)
      let expected = (0..<70).map { i in
        let (a, b, c) = (operands[0][i * aStep], operands[1][i * bStep], operands[2][i * cStep])
        return switch function {
        case .select: a != 0 ? b : c
        case .multiplyAdd: a * b + c
        }
      }
      for count in 0...70 {
        var y = [S](repeating: 9, count: 70)
        kernel(operands[0], aStep, operands[1], bStep, operands[2], cStep, &y, count)
        #expect(
          y == expected[..<count] + [S](repeating: 9, count: 70 - count),
          "\(function) of \(count) elements, steps \(aStep), \(bStep), \(cStep); seed \(seed)")
      }
    }
  }

  @Test(arguments: Processor.supportedLevels)
  func notANumberSelectsTheSecondOperandAndIsSelected(_ level: Processor.Level) {
    var y = [0.0, 0, 0]
    Double._kernel(.select, at: level)([.nan, 0, 1], 1, [1.0, 2, .nan], 1, [4.0, .nan, 6], 1, &y, 3)
    #expect(zip(y, [1, .nan, .nan]).allSatisfy(identical))
  }
}
