// SPDX-License-Identifier: Apache-2.0
internal import TestSupport
internal import Tensors
internal import Testing

@Suite struct UnaryKernelTests {
  #if arch(x86_64) && os(Linux)
    @Test(arguments: UnaryFunction.allCases)
    func doublesAreAccurate(_ function: UnaryFunction) { expectAccuracy(of: function, Double.self) }
  #endif

  @Test(arguments: UnaryFunction.allCases)
  func floatsAreAccurate(_ function: UnaryFunction) { expectAccuracy(of: function, Float.self) }

  private func expectAccuracy<S: Real>(of function: UnaryFunction, _ type: S.Type, seed: Int = 1) {
    let x = KernelArguments.all(type, seed: seed)
    let exact = x.map { function.wide(Wide($0)) }
    for level in Processor.supportedLevels {
      let y = apply(S._kernel(function, at: level), to: x)
      let errors = zip(y, exact).map { unitsInTheLastPlace($0, from: $1) }
      let worst = errors.indices.max { errors[$0] < errors[$1] } ?? 0
      #expect(
        errors[worst] <= 3,
        "\(function)(\(x[worst])) is \(y[worst]), not \(exact[worst]), at \(level); seed \(seed)")
    }
  }

  @Test func publishedValuesAreMet() throws {
    let values = try fixture("mpmath/functions", as: PublishedValues.self)
    expectValues(values.double, Double.self)
    expectValues(values.float, Float.self)
  }

  private func expectValues<S: Real>(_ values: [String: [[String]]], _ type: S.Type) {
    for function in UnaryFunction.allCases {
      guard let pairs = values["\(function)"] else { continue }
      let x = pairs.map { S($0[0]) ?? .nan }
      let nearest = pairs.map { S($0[1]) ?? .nan }
      for level in Processor.supportedLevels {
        let y = apply(S._kernel(function, at: level), to: x)
        for i in x.indices {
          #expect(
            unitsInTheLastPlace(y[i], from: Wide(nearest[i])) <= 3,
            "\(function)(\(x[i])) is \(y[i]), not \(nearest[i]), at \(level)")
        }
      }
    }
  }

  @Test(arguments: UnaryFunction.allCases)
  func resultsDependOnNothingButTheElement(_ function: UnaryFunction) {
    expectIndependence(of: function, Double.self)
    expectIndependence(of: function, Float.self)
  }

  private func expectIndependence<S: Real>(of function: UnaryFunction, _ type: S.Type, seed: Int = 2) {
    var draws = Draws(seed: seed)
    let all = KernelArguments.all(type, seed: seed)
    let x = (0..<73).map { _ in all[draws.below(all.count)] }
    for level in Processor.supportedLevels {
      let kernel = S._kernel(function, at: level)
      let alone = x.map { apply(kernel, to: [$0])[0] }
      for count in 0...70 {
        let offset = count % 4
        var y = x
        // In place, and the elements around it stay.
        y.withUnsafeMutableBytes { bytes in
          guard let start = bytes.baseAddress else { return }
          kernel(start + offset * MemoryLayout<S>.stride, start + offset * MemoryLayout<S>.stride, count)
        }
        let expected = x[..<offset] + alone[offset..<offset + count] + x[(offset + count)...]
        #expect(
          zip(y, expected).allSatisfy(identical), "\(function) of \(count) elements at \(level); seed \(seed)"
        )
      }
    }
  }

  @Test(arguments: Processor.supportedLevels)
  func signsAndZeros(_ level: Processor.Level) {
    let x = [-2, -0.0, 0, 3, .nan]
    func values(_ function: UnaryFunction) -> [Double] { apply(Double._kernel(function, at: level), to: x) }
    #expect(zip(values(.sign), [-1, -0.0, 0, 1, .nan]).allSatisfy(identical))
    #expect(zip(values(.relu), [0, -0.0, 0, 3, .nan]).allSatisfy(identical))
    #expect(zip(values(.negate), [2, 0, -0.0, -3, .nan]).allSatisfy(identical))
  }
}

/// Pairs of argument and nearest value in hexadecimal, by the function's name.
private struct PublishedValues: Decodable {
  let double: [String: [[String]]]
  let float: [String: [[String]]]
}

/// Whether two numbers are the same, zeros by their signs and NaN by being one.
func identical<S: Real>(_ a: S, _ b: S) -> Bool {
  a == b ? a.sign == b.sign : a.isNaN && b.isNaN
}

private func apply<S: Real>(_ kernel: UnaryKernel, to x: [S]) -> [S] {
  var y = [S](repeating: 0, count: x.count)
  kernel(x, &y, x.count)
  return y
}
