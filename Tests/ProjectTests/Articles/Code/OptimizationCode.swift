// SPDX-License-Identifier: Apache-2.0
import Testing
import Wengert

@Suite("The code of the article on optimization")
struct OptimizationCode {
  @Test func summary() throws {
    let t: Tensor<Double> = [0, 1000, 2000, 4000, 8000]
    let d: Tensor<Double> = [0, 104, 161, 213, 237]

    let fit = try LevenbergMarquardt().minimize(
      LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) },
      from: [500, 1e-4])
    print(try fit.summary(names: ["limit", "rate"]))

    #expect(fit.status.isConverged)
    #expect(try fit.summary(names: ["limit", "rate"]).contains("limit"))
  }

  @Test func manyStarts() throws {
    let t: Tensor<Double> = [0, 0.5, 1, 1.5, 2, 2.5, 3]
    let problem = try LeastSquares(parameters: 2, inputs: t, targets: 2 * sin(0.8 * t)) { b, t in
      b[0] * sin(b[1] * t)
    }

    let best = try MultiStart(LevenbergMarquardt(), from: [0, 0], to: [10, 1]).minimize(
      problem, from: [5, 0.5])

    #expect(abs(best.parameters.scalars[1] - 0.8) < 1e-9)
  }

  @Test func samples() throws {
    let model = try Model(input: [1]) { Dense(1) }
    @Sendable func readInputs(_ rows: Range<Int>) throws -> Tensor<Double> {
      Tensor(repeating: 1, shape: [rows.count, 1])
    }
    @Sendable func readTargets(_ rows: Range<Int>) throws -> Tensor<Double> { .zeros([rows.count, 1]) }

    let source = StreamedDataset(count: 100_000_000, inputShape: [1], targetShape: [1]) { rows in
      (try readInputs(rows), try readTargets(rows))
    }
    let large = try LeastSquares(model, on: source)

    #expect(large.sampleCount == 100_000_000)
  }
}
