// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import PlaygroundProblems
import Tensors
import TestSupport
import Testing

/// Where each method is after ten iterations, and how much it has evaluated: as recorded in `Fixtures/trajectories.csv`.
///
/// Nothing but a note in the changelog may change the path of a method. A choice in a line search or in a trust region
/// that is made the wrong way round seldom costs a minimum, only time, which no other test sees. A change that means to
/// change paths writes the file anew with `WENGERT_RECORD=1`, and shows by its difference which they are.
@Suite struct TrajectoryTests {
  /// Functions of few parameters whose first iterations do not amplify rounding.
  private static let problems = MGHProblem.all.filter { [1, 2, 5, 7, 8, 12, 14, 15, 16].contains($0.number) }

  private static let least: [(String, any LeastSquaresOptimizer)] = [
    ("LM, bent steps of a tenth", LevenbergMarquardt(accelerationLimit: 0.1)),
    ("LM, straight steps", LevenbergMarquardt(acceleratesAlongGeodesics: false)),
    ("LM for networks", LevenbergMarquardt.networks),
    ("LM, identity", LevenbergMarquardt(scaling: .identity, damping: .radius)),
    ("LM, short first step", LevenbergMarquardt(damping: .radius, firstStepBound: 0.1)),
    ("dogleg, identity", Dogleg(scaling: .identity, solver: .cholesky)),
    ("dogleg, short first step", Dogleg(solver: .cholesky, firstStepBound: 0.1)),
    ("Gauss-Newton, Cholesky", GaussNewton(solver: .cholesky, lineSearch: StrongWolfe())),
    ("Gauss-Newton, matrix-free", GaussNewton(solver: .matrixFree)),
  ]

  private static let smooth: [(String, any Optimizer)] = [
    ("BFGS, More-Thuente", BFGS(lineSearch: MoreThuente())),
    ("BFGS, exact search", BFGS(lineSearch: MoreThuente(curvature: 0.01))),
    ("L-BFGS of 2", LBFGS(memory: 2)),
    ("L-BFGS, exact search", LBFGS(lineSearch: StrongWolfe(curvature: 0.01))),
    ("conjugate gradients, HZ search", ConjugateGradient(lineSearch: HagerZhang(curvature: 0.1))),
    ("descent, HZ search", SteepestDescent(lineSearch: HagerZhang())),
    ("descent, doubling", SteepestDescent(lineSearch: Doubling())),
  ]

  /// Every method, from the start of a problem, for ten iterations.
  private static let methods:
    [(name: String, run: @Sendable (LeastSquares, Tensor<Double>) throws -> Minimum)] =
      // The dual equations of more residuals than parameters are singular: rounding leads their way.
      RunTests.Method.all.filter { !$0.testDescription.contains("wide") }.map { method in
        (method.testDescription, { try method.minimize($0, $1, .iterations(10)) { _ in .continue } })
      }
      + least.map { name, method in (name, { try method.minimize($0, from: $1, observing: observer).minimum })
      }
      + smooth.map { name, method in (name, { try method.minimize($0, from: $1, observing: observer) }) }

  @Sendable private static func observer(_ state: IterationState) -> Directive {
    state.iteration < 10 ? .continue : .stop
  }

  /// The value and the counts of evaluations of every method on every problem, a row each.
  private static func table() throws -> Table {
    var (labels, rows): ([[String]], [[Double]]) = ([], [])
    for problem in problems {
      for (name, run) in methods {
        let minimum = try run(problem.leastSquares(), problem.startVector)
        let counts = minimum.evaluations
        labels.append([problem.name, name])
        rows.append(
          [minimum.value]
            + [
              counts.values, counts.gradients, counts.jacobians, counts.jacobianProducts,
              counts.secondDerivatives, counts.hessianVectorProducts, counts.hessians,
            ].map { Double($0) })
      }
    }
    let names = [
      "value", "values", "gradients", "Jacobians", "products", "bends", "Hessian products", "Hessians",
    ]
    return try Table(
      ["problem", "method"].enumerated().map { column, name in (name, .text(labels.map { $0[column] })) }
        + names.enumerated().map { column, name in (name, .numbers(rows.map { $0[column] })) })
  }

  @Test("Ten iterations of every method lead where they did")
  func recorded() throws {
    let now = try Self.table()
    let before = try recordedTable("trajectories", now: now)
    #expect(
      now.names == before.names && now["problem"] == before["problem"] && now["method"] == before["method"])
    let numbers = Array(now.names[2...])
    let new: Tensor<Double> = try now.tensor(of: numbers)
    let old: Tensor<Double> = try before.tensor(of: numbers)
    try #require(new.shape == old.shape)
    let labels = Self.problems.flatMap { problem in Self.methods.map { (problem, $0.name) } }
    for (row, (problem, method)) in labels.enumerated() {
      let (first, value) = (try problem.leastSquares().value(at: problem.startVector), old[row, 0])
      #expect(
        (new[row, 0] - value).magnitude <= 1e-6 * value + 1e-10 * first,
        "\(method) on \(problem.name): \(new[row, 0]), not \(value)")
      // Near a minimum rounding decides how much is tried.
      if problem.minima.allSatisfy({ (value - $0).magnitude > 1e-8 * first }) {
        #expect(new[row].scalars.dropFirst() == old[row].scalars.dropFirst(), "\(method) on \(problem.name)")
      }
    }
  }
}
