// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import PlaygroundProblems
import Tensors
import Testing

/// The test set of Moré, Garbow and Hillstrom: from each start a known minimum must be reached.
@Suite("More-Garbow-Hillstrom") struct MGHTests {
  @Test("the functions, starts and minima are those of the reference")
  func references() throws {
    let references = try MGHReference.load()
    #expect(references.count == MGHProblem.all.count)
    for (problem, reference) in zip(MGHProblem.all, references) {
      #expect(problem.number == reference.number && problem.start.count == reference.n)
      #expect(zip(problem.start, reference.x0).allSatisfy { abs($0 - $1) <= 1e-15 }, "\(problem.name)")
      let function = try problem.leastSquares()
      #expect(function.residualCount == reference.m, "\(problem.name)")
      let value = try function.value(at: problem.startVector)
      #expect(abs(value - reference.f0) <= 1e-11 * reference.f0, "\(problem.name): \(value)")
      let objective = try problem.objective().value(at: problem.startVector)
      #expect(abs(objective - reference.f0) <= 1e-11 * reference.f0, "\(problem.name): \(objective)")
      // Where the reference is at infinity or of few digits it is no more than that.
      for f in [reference.fmin] + reference.otherMinima.map(\.f) {
        #expect(problem.minima.contains { abs($0 - f) <= 1e-5 * abs(f) }, "\(problem.name): \(f)")
      }
    }
  }

  @Test(
    "Levenberg-Marquardt", arguments: MGHProblem.all, [LevenbergMarquardt.Solver.qr, .cholesky])
  func levenbergMarquardt(_ problem: MGHProblem, _ solver: LevenbergMarquardt.Solver) throws {
    let fit = try LevenbergMarquardt(solver: solver)
      .minimize(problem.leastSquares(), from: problem.startVector)
    #expect(problem.isMinimum(fit.value), "\(fit.value), \(fit.status)")
    #expect(fit.status.isConverged, "\(fit.status) after \(fit.iterations) iterations")
  }

  // Watson's function of 12 parameters is flat to the tolerance of the gradient long before its minimum.
  @Test("BFGS", arguments: MGHProblem.all)
  func bfgs(_ problem: MGHProblem) throws {
    let minimum = try BFGS().minimize(problem.objective(), from: problem.startVector)
    if problem.testDescription != "Watson n=12" {
      #expect(problem.isMinimum(minimum.value), "\(minimum.value), \(minimum.status)")
    }
    #expect(minimum.status.isConverged, "\(minimum.status) after \(minimum.iterations) iterations")
  }

  @Test("Newton's method within a trust region", arguments: MGHProblem.all)
  func newton(_ problem: MGHProblem) throws {
    let minimum = try TrustRegionNewton().minimize(problem.objective(), from: problem.startVector)
    #expect(problem.isMinimum(minimum.value), "\(minimum.value), \(minimum.status)")
    #expect(minimum.status.isConverged, "\(minimum.status) after \(minimum.iterations) iterations")
  }

  @Test("most problems are solved by methods of less memory", arguments: [0, 1, 2, 3])
  func lessMemory(_ index: Int) throws {
    var misses: [String] = []
    for problem in MGHProblem.all {
      let objective = try problem.objective()
      let start = problem.startVector
      let minimum =
        switch index {
        case 0: try LBFGS().minimize(objective, from: start)
        case 1: try ConjugateGradient().minimize(objective, from: start)
        case 2: try ConjugateGradient(variant: .polakRibiere).minimize(objective, from: start)
        default: try TrustRegionNewton(subproblem: .conjugateGradients).minimize(objective, from: start)
        }
      if !problem.isMinimum(minimum.value) {
        misses.append("\(problem.testDescription): \(minimum.value), \(minimum.status)")
      }
    }
    #expect(misses.count <= 5, "\(misses)")
  }
}
