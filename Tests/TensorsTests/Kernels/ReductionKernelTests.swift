// SPDX-License-Identifier: Apache-2.0
internal import TestSupport
internal import Tensors
internal import Testing

@Suite struct ReductionKernelTests {
  @Test(arguments: Processor.supportedLevels)
  func sumsOfWholeNumbersAreExact(_ level: Processor.Level) {
    var draws = Draws(seed: 6)
    let x = (0..<200).map { _ in Double(draws.below(2001) - 1000) }
    for count in 0...200 {
      var y = 7.0
      Double._kernel(.sum, at: level)(x, count, &y)
      #expect(y == x[..<count].reduce(7, +), "\(count) elements")
      var z: Float = 7
      Float._kernel(.sum, at: level)(x.map { Float($0) }, count, &z)
      #expect(z == Float(x[..<count].reduce(7, +)), "\(count) elements")
    }
  }

  @Test(arguments: Processor.supportedLevels)
  func sumsOfManyNumbersLoseLittle(_ level: Processor.Level) {
    var draws = Draws(seed: 7)
    let x = (0..<20_000).map { _ in Float(draws.unit()) }
    var y: Float = 0
    Float._kernel(.sum, at: level)(x, x.count, &y)
    let exact = x.reduce(0.0) { $0 + Double($1) }
    // A sum of one partial sum errs by about 1e-5 here.
    #expect((Double(y) - exact).magnitude / exact < 3e-6)
  }

  @Test(arguments: Processor.supportedLevels)
  func extremaOfEveryCount(_ level: Processor.Level) {
    expectExtrema(at: level, Double.self)
    expectExtrema(at: level, Float.self)
  }

  private func expectExtrema<S: Real>(at level: Processor.Level, _ type: S.Type) {
    var draws = Draws(seed: 8)
    let x = (0..<140).map { _ in S(draws.number()) }
    for count in 0...140 {
      var (greatest, least) = (S(0.5), S(-0.5))
      S._kernel(.max, at: level)(x, count, &greatest)
      S._kernel(.min, at: level)(x, count, &least)
      #expect(greatest == x[..<count].reduce(0.5, Swift.max) && least == x[..<count].reduce(-0.5, Swift.min))
    }
    for position in 0..<140 {
      var y = x
      y[position] = .nan
      for function in [ReductionFunction.max, .min] {
        var extremum = S(0)
        S._kernel(function, at: level)(y, y.count, &extremum)
        #expect(extremum.isNaN, "NaN at \(position)")
        extremum = .nan
        S._kernel(function, at: level)(x, x.count, &extremum)
        #expect(extremum.isNaN)
      }
    }
  }
}
