// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Optimization
@testable import Tensors

/// What every way of solving the damped equations `(JᵀJ + λD²) x = b` must say of the same function, against loops.
@Suite struct LinearModelTests {
  struct Way: CustomTestStringConvertible {
    let testDescription: String
    let model: @Sendable (ResidualFunction, Tensor<Double>) throws -> any LinearModel
  }

  static let ways = [
    Way(testDescription: "dense") { try DenseModel(of: $0, at: $1) },
    Way(testDescription: "triangular") { try TriangularModel(of: $0, at: $1) },
    Way(testDescription: "normal equations") { try NormalEquationsModel(of: $0, at: $1) },
    Way(testDescription: "wide") { try WideModel(of: $0, at: $1) },
    Way(testDescription: "matrix-free") { try MatrixFreeModel(of: $0, at: $1) },
  ]

  /// `r + J·x + q·x₀²`, of random numbers, at the origin.
  struct Quadratic {
    let (r, J, q): (Tensor<Double>, Tensor<Double>, Tensor<Double>)
    var m: Int { J.shape[0] }
    var n: Int { J.shape[1] }
    var origin: Tensor<Double> { .zeros([n]) }

    init(_ m: Int, _ n: Int) {
      var draws = Draws(seed: 100 * m + n)
      (r, J, q) = (draws.tensor([m]), draws.tensor([m, n]), draws.tensor([m]))
    }

    var function: ResidualFunction {
      let (r, J, q, n) = (r.scalars, J.scalars, q.scalars, n)
      return ResidualFunction(parameters: n, residuals: m) { x in
        r.indices.map { i in
          x.indices.reduce(Dual(r[i]) + Dual(q[i]) * x[0] * x[0]) { $0 + Dual(J[i * n + $1]) * x[$1] }
        }
      }
    }

    /// `J·x`.
    func product(_ x: Tensor<Double>) -> Tensor<Double> {
      Tensor((0..<m).map { i in (0..<n).reduce(0) { $0 + J[i, $1] * x[$1] } })
    }

    /// `Jᵀ·u`.
    func pulled(_ u: Tensor<Double>) -> Tensor<Double> {
      Tensor((0..<n).map { j in (0..<m).reduce(0) { $0 + J[$1, j] * u[$1] } })
    }

    /// `(JᵀJ + λD²) x`.
    func damped(_ x: Tensor<Double>, _ damping: Double, _ scaling: Tensor<Double>) -> Tensor<Double> {
      pulled(product(x)) + damping * scaling * scaling * x
    }
  }

  @Test("values, slopes, steps and changes", arguments: ways, [(7, 3), (4, 4), (3, 6), (1, 1)])
  func model(_ way: Way, _ extents: (Int, Int)) throws {
    let problem = Quadratic(extents.0, extents.1)
    let (r, n) = (problem.r, problem.n)
    let model = try way.model(problem.function, problem.origin)
    #expect(model.isFinite)
    #expect((model.sumOfSquares - r.inner(r)).magnitude <= 1e-13)
    #expect(model.gradient.isClose(to: problem.pulled(r)))
    let isExact = !(model is MatrixFreeModel)
    if isExact {
      let norms = (0..<n).map { j in (0..<problem.m).reduce(0) { $0 + problem.J[$1, j] * problem.J[$1, j] } }
      #expect(model.columnNorms.isClose(to: sqrt(Tensor(norms))))
    }
    var draws = Draws(seed: 3)
    let direction = draws.tensor([n])
    let change = problem.product(direction)
    #expect(try (model.squaredChange(along: direction) - change.inner(change)).magnitude <= 1e-13)

    let scaling = draws.tensor([n], in: 0.5...4)
    for damping in [1e-3, 1, 100] {
      let (step, solution) = try solve(model, damping, scaling, direction)
      let slope: Tensor<Double> = problem.damped(step, damping, scaling) + problem.pulled(r)
      // The residual of an inexact step, a tenth of the gradient, is measured in the scaled parameters.
      let tolerance = isExact ? 1e-11 : 0.1 * (model.gradient / scaling).norm
      #expect((slope / scaling).norm <= tolerance, "λ = \(damping)")
      if let solution {
        #expect(problem.damped(solution, damping, scaling).isClose(to: direction, 1e-11), "λ = \(damping)")
      } else {
        #expect(!isExact)
      }
    }
  }

  private func solve(
    _ model: some LinearModel, _ damping: Double, _ scaling: Tensor<Double>, _ b: Tensor<Double>
  ) throws -> (step: Tensor<Double>, solution: Tensor<Double>?) {
    let equations = try #require(try model.equations(damping: damping, scaling: scaling))
    return (try equations.step(), try equations.solution(of: b))
  }

  @Test("parameters that are held do not move", arguments: ways)
  func held(_ way: Way) throws {
    let problem = Quadratic(7, 3)
    let model = try way.model(problem.function, problem.origin).holding([false, true, false])
    #expect(model.gradient.scalars[1] == 0 && model.gradient.scalars[0] != 0)
    let (step, _) = try solve(model, 0.5, [1, 2, 3], .zeros([3]))
    #expect(step.scalars[1] == 0)
    let slope: Tensor<Double> = problem.damped(step, 0.5, [1, 2, 3]) + problem.pulled(problem.r)
    let tolerance = model is MatrixFreeModel ? 0.1 * model.gradient.norm : 1e-12
    #expect((slope / Tensor([1, 2, 3])).zeroed(where: [false, true, false]).norm <= tolerance)
  }

  @Test("the acceleration solves the same equations", arguments: ways)
  func acceleration(_ way: Way) throws {
    func check(_ model: some LinearModel, _ problem: Quadratic) throws {
      let equations = try #require(try model.equations(damping: 0.5, scaling: [1, 2, 3]))
      let step = try equations.step()
      var (second, acceleration) = (Tensor<Double>.zeros([7]), Tensor<Double>.zeros([3]))
      let isFinite = try model.acceleration(
        of: problem.function, at: problem.origin, along: step, solving: equations, holding: nil,
        using: &second, into: &acceleration)
      #expect(isFinite)
      let bend = 2 * step.scalars[0] * step.scalars[0] * problem.q
      let slope: Tensor<Double> = problem.damped(acceleration, 0.5, [1, 2, 3]) + problem.pulled(bend)
      let tolerance = model is MatrixFreeModel ? 0.1 * problem.pulled(bend).norm : 1e-12
      #expect((slope / Tensor([1, 2, 3])).norm <= tolerance)
    }
    let problem = Quadratic(7, 3)
    try check(try way.model(problem.function, problem.origin), problem)
  }

  @Test("numbers that are not finite, or whose products are not", arguments: ways)
  func nonFinite(_ way: Way) throws {
    let cases: [(residuals: [Double], slopes: [Double])] = [
      ([.nan, 1], [1, 1]), ([.infinity, 1], [1, 1]), ([1, 1], [1, .nan]), ([1, 1], [-.infinity, 1]),
      ([1e200, 1], [1, 1]), ([1e120, 0], [1e200, 0]), ([0, .nan], [0, 0]), ([0, 0], [.nan, 0]),
    ]
    for (r, slopes) in cases {
      let function = ResidualFunction(parameters: 1, residuals: 2) { x in
        zip(r, slopes).map { Dual($0, $1 == 0 ? 0 : $1 * x[0].slope) }
      }
      #expect(try !way.model(function, [0]).isFinite, "residuals \(r), slopes \(slopes)")
    }
  }

  @Test("residuals orthogonal to all columns are stationary, to within an angle", arguments: ways)
  func stationary(_ way: Way) throws {
    for (tilt, isStationary) in [(0, true), (1e-9, true), (1e-5, false)] {
      for unit in [1e-6, 1, 1e6] {
        // The column is (3, 4)·unit, the residuals (4, -3), turned by the angle.
        let function = ResidualFunction(parameters: 1, residuals: 2) { x in
          [
            Dual(4 + 3 * tilt) + Dual(3 * unit) * (x[0]),
            Dual(-3 + 4 * tilt) + Dual(4 * unit) * (x[0]),
          ]
        }
        let model = try way.model(function, [0])
        #expect(model.isStationary(within: 1e-7, at: [0]) == isStationary, "angle \(tilt), unit \(unit)")
        if !(model is MatrixFreeModel) {
          #expect((model.largestCosine - tilt).magnitude <= 1e-12 + 1e-6 * tilt)
        }
      }
    }
  }
}
