// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import PlaygroundProblems
import Tensors
import Testing

/// NIST's Statistical Reference Datasets for nonlinear regression, certified to 11 digits, from both starts, with
/// derivatives from the tape.
@Suite("NIST") struct NISTTests {
  @Test("parameters and statistics at default settings, and nine digits on average")
  func certifiedResults() throws {
    var digits: [Double] = []
    for problem in NISTProblem.all {
      let function = try problem.leastSquares()
      for (number, start) in problem.starts.enumerated() {
        let fit = try LevenbergMarquardt().minimize(function, from: Tensor(start))
        digits.append(NISTProblem.commonDigits(fit.parameters.scalars, problem.certified))
        try expectCertified(fit, problem, "\(problem.name)/\(number + 1)")
      }
    }
    #expect(digits.count == 54)
    #expect(digits.reduce(0, +) / Double(digits.count) >= 9.7, "\(digits)")
  }

  private func expectCertified(
    _ fit: LeastSquaresFit, _ problem: NISTProblem, _ context: Comment
  ) throws {
    #expect(fit.status.isConverged, context)
    #expect(NISTProblem.commonDigits(fit.parameters.scalars, problem.certified) >= 6, context)
    // The residuals of Lanczos1 and Lanczos2 are little more than the rounding of the printed parameters.
    guard problem.sumOfSquares > 1e-10 else { return }
    #expect(NISTProblem.commonDigits([fit.sumOfSquares], [problem.sumOfSquares]) >= 8, context)
    let deviation = try fit.residualStandardDeviation
    #expect(NISTProblem.commonDigits([deviation], [problem.residualDeviation]) >= 8, context)
    #expect(
      NISTProblem.commonDigits(try fit.standardErrors().scalars, problem.standardErrors) >= 6, context)
  }

  @Test("normal equations reach the same parameters")
  func normalEquations() throws {
    for problem in NISTProblem.all {
      let function = try problem.leastSquares()
      for (number, start) in problem.starts.enumerated() {
        // From its far start the columns are dependent to within the root of the rounding unit, and JᵀJ is singular.
        if problem.name == "MGH10", number == 0 { continue }
        let context: Comment = "\(problem.name)/\(number + 1)"
        let fit = try LevenbergMarquardt(solver: .cholesky).minimize(function, from: Tensor(start))
        #expect(NISTProblem.commonDigits(fit.parameters.scalars, problem.certified) >= 6, context)
      }
    }
  }
}
