// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Optimization
import Tensors
import TestSupport
import Testing

@Suite struct LeastSquaresTests {
  /// A problem and the residuals that a plain loop over the samples computes.
  struct Case: CustomTestStringConvertible, Sendable {
    let testDescription: String
    let problem: @Sendable () throws -> LeastSquares
    let residuals: @Sendable (_ parameters: [Double]) -> [Double]
    let start: [Double]
  }

  static let inputs: [Double] = (0..<9).map { 0.3 * Double($0) - 1 }
  static let wide: Int = 90

  static let cases: [Case] = [
    Case(
      testDescription: "scalar samples, scalar predictions",
      problem: {
        try LeastSquares(parameters: 2, inputs: Tensor(inputs), targets: Tensor(inputs.map { $0 * $0 })) {
          b, t in
          b[0] * (1 - exp(-b[1] * t))
        }
      },
      residuals: { b in inputs.map { b[0] * (1 - exp(-b[1] * $0)) - $0 * $0 } },
      start: [1.5, 0.7]),
    Case(
      testDescription: "vector samples, vector predictions",
      problem: {
        let X = try Tensor(inputs).reshaped(to: [3, 3])
        let T = try Tensor(inputs.reversed().prefix(6).map { $0 }).reshaped(to: [3, 2])
        return try LeastSquares(parameters: 4, inputs: X, targets: T) { b, x in
          stack([b[0] * x[0] + sin(b[1] * x[1]), b[2] * x[2] * b[3]])
        }
      },
      residuals: { b in
        let targets = Array(inputs.reversed().prefix(6))
        return (0..<3).flatMap { i -> [Double] in
          let x = Array(inputs[3 * i..<3 * i + 3])
          return [
            b[0] * x[0] + sin(b[1] * x[1]) - targets[2 * i], b[2] * x[2] * b[3] - targets[2 * i + 1],
          ]
        }
      },
      start: [0.4, -1.2, 0.9, 2]),
    Case(
      testDescription: "fewer parameters than predictions",
      problem: {
        try LeastSquares(parameters: 1, inputs: Tensor(inputs), targets: .zeros([9, 3])) { b, t in
          stack([b[0] * t, b[0] * b[0], exp(b[0])])
        }
      },
      residuals: { b in inputs.flatMap { [b[0] * $0, b[0] * b[0], exp(b[0])] } },
      start: [0.8]),
    Case(
      // A Jacobian row of 90·90 doubles makes blocks of 16 samples, the last smaller.
      testDescription: "several blocks of samples",
      problem: {
        let X = Tensor((0..<37).map { 0.05 * Double($0) })
        return try LeastSquares(parameters: wide, inputs: X, targets: .zeros([37, wide])) { b, t in sin(b * t)
        }
      },
      residuals: { b in (0..<37).flatMap { i in b.map { sin($0 * (0.05 * Double(i))) } } },
      start: (0..<wide).map { 0.1 + 0.02 * Double($0) }),
  ]

  @Test(arguments: cases)
  func residualsAreThoseOfALoop(_ row: Case) throws {
    let problem = try row.problem()
    let expected = row.residuals(row.start)
    let residuals = try problem.residuals(at: Tensor(row.start))
    #expect(problem.residualCount == expected.count)
    #expect(residuals.isClose(to: Tensor(expected)))
    let sumOfSquares = expected.reduce(0) { $0 + $1 * $1 }
    let value = try problem.value(at: Tensor(row.start))
    #expect(abs(value - sumOfSquares) <= 1e-14 * sumOfSquares)
  }

  @Test(arguments: cases)
  func theJacobianIsThatOfDifferences(_ row: Case) throws {
    let problem = try row.problem()
    let (residuals, jacobian) = try problem.residualsWithJacobian(at: Tensor(row.start))
    #expect(residuals == (try problem.residuals(at: Tensor(row.start))))
    #expect(jacobian.shape == [problem.residualCount, row.start.count])
    for column in row.start.indices {
      let h = 1e-5
      var (up, down) = (row.start, row.start)
      up[column] += h
      down[column] -= h
      let differences = zip(row.residuals(up), row.residuals(down)).map { ($0 - $1) / (2 * h) }
      for (i, difference) in differences.enumerated() {
        // Central differences: h² f‴/6 and ε/h, both near 1e-10 here.
        #expect(abs(jacobian[i, column] - difference) < 2e-9, "entry [\(i), \(column)]")
      }
    }
  }

  @Test(arguments: cases)
  func theSummedFormsAgreeWithTheJacobian(_ row: Case) throws {
    let problem = try row.problem()
    let start = Tensor(row.start)
    let (residuals, jacobian) = try problem.residualsWithJacobian(at: start)
    let expected = try matmul(jacobian, residuals, transposing: .left)
    let gramian = try matmul(jacobian, jacobian, transposing: .left)

    let equations = try problem.normalEquations(at: start)
    #expect(equations.gramian.isClose(to: gramian, 1e-13))
    #expect(equations.gradient.isClose(to: expected, 1e-13))
    let (value, gradient) = try problem.valueWithGradient(at: start)
    #expect(try value == problem.value(at: start))
    #expect(gradient.isClose(to: expected.map { 2 * $0 }, 1e-13))
    #expect(abs(equations.sumOfSquares - value) <= 1e-13 * value)
  }

  @Test func aLargerDataSetNeedsNoMoreThanItsBlocks() throws {
    // The Jacobian of all samples would take 320 MB; the blocks' programs take what one block takes.
    let m = 20_000
    let X = Tensor((0..<m).map { Double($0) / Double(m) })
    let problem = try LeastSquares(parameters: 2_000, inputs: X, targets: .zeros([m])) { b, t in
      sum(b[0..<2_000] * t)
    }
    let (value, gradient) = try problem.valueWithGradient(at: .ones([2_000]))
    let squares = X.scalars.reduce(0) { $0 + $1 * $1 }
    #expect(abs(value / (4e6 * squares) - 1) < 1e-12)
    #expect(abs(gradient[7] / (4_000 * squares) - 1) < 1e-12)
  }

  // MARK: Mistakes

  @Test func dataThatDoNotFitAreRefused() throws {
    func fit(_ inputs: Tensor<Double>, _ targets: Tensor<Double>) throws {
      let model = try Model(input: [2]) {
        Dense(3)
      }
      _ = try LeastSquares(model, inputs: inputs, targets: targets)
    }
    #expect(throws: ModelError.dataShape(data: "inputs", [4, 3], expected: "[samples, 2]")) {
      try fit(.zeros([4, 3]), .zeros([4, 3]))
    }
    #expect(throws: ModelError.dataShape(data: "targets", [4], expected: "[samples, 3]")) {
      try fit(.zeros([4, 2]), .zeros([4]))
    }
    #expect(throws: ModelError.dataShape(data: "targets", [5, 3], expected: "4 samples, as the inputs have"))
    {
      try fit(.zeros([4, 2]), .zeros([5, 3]))
    }
    #expect(throws: ModelError.noSamples) { try fit(.zeros([0, 2]), .zeros([0, 3])) }
    // Samples that are single numbers have no shape that a lone number would miss.
    #expect(throws: ModelError.dataShape(data: "inputs", [], expected: "[samples]")) {
      try LeastSquares(parameters: 1, inputs: 2, targets: [1]) { parameters, x in parameters[0] * x }
    }
    var holed = Tensor<Double>.zeros([4, 2])
    holed[2, 1] = .nan
    #expect(throws: ModelError.nonFinite(data: "inputs", sample: 2)) { try fit(holed, .zeros([4, 3])) }
  }

  @Test func anObjectiveIsASingleNumber() throws {
    #expect(throws: ModelError.notScalar([3])) { try Objective(parameters: 3) { $0 * 2 } }
    let f = try Objective(parameters: 2) { w in w[0] * w[0] * exp(w[1]) }
    let (value, gradient) = try f.valueWithGradient(at: [3, 0])
    #expect(value == 9 && gradient == [6, 9])
    #expect(try f.value(at: [2, 0]) == 4)
  }
}
