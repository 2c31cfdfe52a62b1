// SPDX-License-Identifier: Apache-2.0
import Foundation
import Optimization
import Tensors
import Testing

/// NIST's Statistical Reference Datasets for nonlinear regression, certified to 11 digits, from both starts.
@Suite("NIST") struct NISTTests {
  struct Start: CustomTestStringConvertible {
    let name: String
    let number: Int
    var testDescription: String { "\(name)/\(number)" }

    static let all = NISTModels.names.flatMap { [Start(name: $0, number: 1), Start(name: $0, number: 2)] }

    func fit(_ problem: NISTProblem, with method: LevenbergMarquardt) throws -> LeastSquaresFit {
      let start = number == 1 ? problem.start1 : problem.start2
      return try method.minimize(NISTModels.function(of: problem), from: Tensor(start))
    }
  }

  @Test("parameters and statistics at default settings", arguments: Start.all)
  func certifiedResults(_ start: Start) throws {
    let problem = try NISTProblem.load(start.name)
    let fit = try start.fit(problem, with: LevenbergMarquardt())
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(commonDigits(fit.parameters.scalars, problem.certified) >= 6, "\(fit.parameters.scalars)")
    #expect(commonDigits([fit.sumOfSquares], [problem.certifiedRSS]) >= 8)
    let deviation = try fit.residualStandardDeviation
    #expect(commonDigits([deviation], [problem.certifiedResidualStdDev]) >= 8)
    #expect(commonDigits(try fit.standardErrors().scalars, problem.certifiedStdDev) >= 6)
  }

  @Test("normal equations reach the same parameters", arguments: Start.all)
  func normalEquations(_ start: Start) throws {
    let problem = try NISTProblem.load(start.name)
    let fit = try start.fit(problem, with: LevenbergMarquardt(solver: .cholesky))
    #expect(fit.status.isConverged, "\(fit.status)")
    #expect(commonDigits(fit.parameters.scalars, problem.certified) >= 6, "\(fit.parameters.scalars)")
  }

  @Test("nine digits on average")
  func meanDigits() throws {
    let digits = try Start.all.map { start in
      let problem = try NISTProblem.load(start.name)
      return commonDigits(
        try start.fit(problem, with: LevenbergMarquardt()).parameters.scalars, problem.certified)
    }
    #expect(digits.reduce(0, +) / Double(digits.count) >= 9.7, "\(digits)")
  }

  /// The number of decimal digits that the worst of the values shares with its reference, at most 11.
  private func commonDigits(_ values: [Double], _ references: [Double]) -> Double {
    zip(values, references).map { min(11, -log10(abs($0 - $1) / abs($1) + 1e-300)) }.min() ?? 11
  }
}
