// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Explanation
import Tensors
import TestSupport
import Testing

@Suite struct DerivationTests {
  /// Every printed formula, read back, against the tape at random points.
  @Test(
    arguments: DerivedFunction.scalars + DerivedFunction.vectors + DerivedFunction.matrices
      + DerivedFunction.networks)
  func printedFormulasHaveTheValuesOfTheTape(_ function: DerivedFunction) throws {
    let program = try function.program()
    let derivation = try program.derivation()
    let expected = try program.valueWithGradient().compiled(for: Double.self)
    let readings = try [false, true].map {
      try derivation.readBack(isComplete: $0).compiled(for: Double.self)
    }
    for seed in 0..<3 {
      var draws = Draws(seed: seed)
      let inputs = draws.spread(program.inputShapes, in: program.inputShapes.map { _ in function.range })
      let values = try expected(inputs)
      for reading in readings {
        for (read, value) in zip(try reading(inputs), values) {
          try expectNear(read, value, "\(function.name), seed \(seed)\n\(derivation)")
        }
      }
    }
  }

  @Test func pullbacksHaveTheValuesOfTheTape() throws {
    let program = try Program(inputs: [[2, 3], [3]], named: ["W", "x"]) { v in
      [softmax(matmul(v[0], v[1]))]
    }
    let derivation = try program.derivation()
    #expect(derivation.description.contains("pullback of f̄"), "\(derivation)")
    var draws = Draws(seed: 5)
    let inputs = [draws.tensor([2, 3]), draws.tensor([3])]
    let cotangent = draws.tensor([2])
    let expected = try program.vjp().run(inputs + [cotangent]).dropFirst()
    for (read, expected) in zip(try derivation.readBack().run(inputs + [cotangent]).dropFirst(), expected) {
      try expectNear(read, expected, "\(derivation)")
    }
  }

  /// A function of a sample, its derivatives summed over five, against the tape's for each of them.
  @Test func sumsOverSamplesHaveTheValuesOfTheTape() throws {
    let program = try Program(inputs: [[3, 2], [], [2], [3]], named: ["W", "b", "y", "z"]) { v in
      let output = tanh(matmul(v[0], v[2]) + v[1]).named("ẑ")
      return [norm(output - v[3]) / 5]
    }
    let derivation = try program.derivation(overSamples: ["y", "z"])
    var draws = Draws(seed: 6)
    let (W, b) = (draws.tensor([3, 2]), draws.tensor([]))
    let (y, z) = (draws.tensor([5, 2]), draws.tensor([5, 3]))
    let gradient = try program.gradient(by: [0, 1])
    var sums = [Tensor<Double>.zeros([3, 2]), Tensor<Double>(0)]
    for i in 0..<5 {
      let sample = try gradient.run([W, b, y[i], z[i]])
      sums = zip(sums, sample).map { $0 + $1 }
    }
    for (read, expected) in zip(try derivation.readBack(sampleCount: 5).run([W, b, y, z]).dropFirst(), sums) {
      try expectNear(read, expected, "\(derivation)")
    }
    #expect(derivation.gradient.allSatisfy { $0.formula.hasPrefix("Σₛ ") }, "\(derivation)")
  }

  @Test(
    arguments: DerivedFunction.scalars + DerivedFunction.vectors + DerivedFunction.matrices
      + DerivedFunction.networks)
  func pagesAreWellFormed(_ function: DerivedFunction) throws {
    let derivation = try function.program().derivation()
    let page = ParsedDocument(derivation.html(title: function.name))
    #expect(page.mistake == nil, "\(function.name)")
    #expect(
      page.count("math") == derivation.function.count + derivation.adjoints.count + derivation.gradient.count)
    let latex = derivation.latex
    for (open, close) in [("{", "}"), ("\\left", "\\right")] {
      #expect(latex.ranges(of: open).count == latex.ranges(of: close).count, "\(function.name): \(latex)")
    }
  }

  @Test func mistakesAreNamed() throws {
    let error = #expect(throws: DerivationError.self) { try derive(["x": []], by: ["y"]) { $0[0] * $0[0] } }
    #expect(error?.description == "derivation: there is no input 'y'; there are x")
    #expect(throws: DerivationError.outputs(2)) { try Program(inputs: [[]]) { [$0[0], $0[0]] }.derivation() }
    #expect(throws: RecordingError.self) { try derive(["x": [2], "y": [3]]) { sum($0[0] * $0[1]) } }
  }

  /// To 1e-12 of the largest element.
  private func expectNear(_ a: Tensor<Double>, _ b: Tensor<Double>, _ note: String) throws {
    #expect(a.shape == b.shape, "\(note)")
    let size = b.scalars.reduce(1) { max($0, $1.magnitude) }
    let isNear = zip(a.scalars, b.scalars).allSatisfy { ($0 - $1).magnitude <= 1e-12 * size }
    #expect(isNear, "\(a.scalars) instead of \(b.scalars): \(note)")
  }
}
