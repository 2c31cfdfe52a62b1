// SPDX-License-Identifier: Apache-2.0
internal import TestSupport
internal import Tensors
internal import Testing

@Suite struct BinaryKernelTests {
  #if arch(x86_64) && os(Linux)
    @Test(arguments: BinaryFunction.allCases)
    func doublesAreAccurate(_ function: BinaryFunction) { expectAccuracy(of: function, Double.self) }
  #endif

  @Test(arguments: BinaryFunction.allCases)
  func floatsAreAccurate(_ function: BinaryFunction) { expectAccuracy(of: function, Float.self) }

  private func expectAccuracy<S: Real>(of function: BinaryFunction, _ type: S.Type, seed: Int = 3) {
    var draws = Draws(seed: seed)
    let numbers = KernelArguments.all(type, seed: seed)
    let special = KernelArguments.special(type)
    let pairs =
      special.flatMap { a in special.map { (a, $0) } }
      + (0..<2000).map { _ in (numbers[draws.below(numbers.count)], numbers[draws.below(numbers.count)]) }
      + (0..<500).map { _ in (S(draws.number(in: 0...9)), S(draws.number(in: -30...30))) }
    let exact = pairs.map { function.wide(Wide($0), Wide($1)) }
    for level in Processor.supportedLevels {
      let y = apply(S._kernel(function, at: level), pairs.map(\.0), 1, pairs.map(\.1), 1, count: pairs.count)
      // Where 0 or an extremum of zeros results, either sign will do.
      let errors = zip(y, exact).map { $0 == 0 && $1 == 0 ? 0 : unitsInTheLastPlace($0, from: $1) }
      let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
      #expect(
        errors[worst] <= 3,
        "\(function)\(pairs[worst]) is \(y[worst]), not \(exact[worst]), at \(level); seed \(seed)")
    }
  }

  @Test(arguments: BinaryFunction.allCases)
  func resultsDependOnNothingButTheElements(_ function: BinaryFunction) {
    expectIndependence(of: function, Double.self)
    expectIndependence(of: function, Float.self)
  }

  private func expectIndependence<S: Real>(of function: BinaryFunction, _ type: S.Type, seed: Int = 4) {
    var draws = Draws(seed: seed)
    let a = (0..<70).map { _ in S(draws.number(in: 0...3)) }
    let b = (0..<70).map { _ in S(draws.number(in: -3...3)) }
    for level in Processor.supportedLevels {
      let kernel = S._kernel(function, at: level)
      for (aStep, bStep) in [(1, 1), (1, 0), (0, 1), (0, 0)] {
        let alone = a.indices.map { apply(kernel, [a[$0 * aStep]], 1, [b[$0 * bStep]], 1, count: 1)[0] }
        for count in 0...70 {
          let y = apply(kernel, a, aStep, b, bStep, count: count)
          #expect(
            zip(y, alone).allSatisfy(identical),
            "\(function) of \(count) elements, steps \(aStep) and \(bStep), at \(level); seed \(seed)")
        }
        var inPlace = aStep == 1 ? a : b
        if aStep == 1 {
          inPlace.withUnsafeMutableBytes { y in
            if let y = y.baseAddress { kernel(y, 1, b, bStep, y, 70) }
          }
        } else if bStep == 1 {
          inPlace.withUnsafeMutableBytes { y in
            if let y = y.baseAddress { kernel(a, 0, y, 1, y, 70) }
          }
        } else {
          continue
        }
        #expect(zip(inPlace, alone).allSatisfy(identical), "\(function) in place, at \(level); seed \(seed)")
      }
    }
  }

  @Test(arguments: Processor.supportedLevels)
  func aZeroFactorWinsInChains(_ level: Processor.Level) {
    let a: [Double] = [0, .infinity, 0, .nan, -0.0, 2, .nan]
    let b: [Double] = [.infinity, 0, .nan, 0, 5, 3, 1]
    let y = apply(Double._kernel(.chain, at: level), a, 1, b, 1, count: 7)
    #expect(zip(y, [0, 0, 0, 0, 0, 6, .nan]).allSatisfy(identical))
  }
}

private func apply<S: Real>(
  _ kernel: BinaryKernel, _ a: [S], _ aStep: Int, _ b: [S], _ bStep: Int, count: Int
) -> [S] {
  var y = [S](repeating: 0, count: count)
  kernel(a, aStep, b, bStep, &y, count)
  return y
}
