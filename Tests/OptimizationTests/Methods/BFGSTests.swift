// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import PlaygroundProblems
import Tensors
import Testing

@Suite struct BFGSTests {
  @Test("every step meets the strong Wolfe conditions", arguments: MGHProblem.all)
  func wolfeConditions(_ problem: MGHProblem) throws {
    let (method, lineSearch) = (BFGS(), StrongWolfe())
    let function = try problem.objective()
    var points: [Tensor<Double>] = []
    let minimum = try method.minimize(function, from: problem.startVector) { state in
      points.append(state.parameters)
      return .continue
    }
    for (iteration, (start, end)) in zip(points, points.dropFirst()).enumerated() {
      let (value, gradient) = try function.valueWithGradient(at: start)
      let (endValue, endGradient) = try function.valueWithGradient(at: end)
      let step = zip(end.scalars, start.scalars).map { $0 - $1 }
      let slope = inner(gradient.scalars, step)
      let endSlope = inner(endGradient.scalars, step)
      // Differences of values, and of the points that the step is taken from, are known up to rounding.
      let rounding =
        1e-13 * (abs(value) + zip(gradient.scalars, start.scalars).map { abs($0 * $1) }.reduce(0, +))
      #expect(endValue <= value + lineSearch.sufficientDecrease * slope + rounding, "at \(iteration)")
      #expect(abs(endSlope) <= lineSearch.curvature * abs(slope) + rounding, "at \(iteration)")
    }
    #expect(points.count == minimum.history.count)
  }

  @Test("the last iterations converge superlinearly")
  func superlinearTail() throws {
    let minimum = try BFGS(gradientTolerance: 1e-10).minimize(ResidualFunction.rosenbrock, from: [-1.2, 1])
    let norms = minimum.history.suffix(4).map(\.gradientNorm)
    #expect(norms[3] / norms[2] < 0.1 && norms[3] < 1e-4 * norms[0], "\(norms)")
  }

  @Test("a function that falls for ever is no minimum")
  func unbounded() throws {
    let plane = TestObjective(parameters: 1) { x in (-x[0], [-1]) }
    let status = try BFGS().minimize(plane, from: [0]).status
    guard case .failed(.lineSearch(.stillDescending)) = status else {
      Issue.record("\(status)")
      return
    }
  }

  @Test("a gradient of the wrong sign fails the line search")
  func wrongGradient() throws {
    let square = TestObjective(parameters: 1) { x in (x[0] * x[0], [-2 * x[0]]) }
    let minimum = try BFGS().minimize(square, from: [1])
    guard case .failed(.lineSearch(.noDecrease)) = minimum.status else {
      Issue.record("\(minimum.status)")
      return
    }
    #expect(minimum.parameters == [1])
  }

  @Test("converges where the value's rounding hides the decrease")
  func flatValue() throws {
    // Near the minimum the values differ by less than the last digit of 1e6, long before the gradient is small.
    let shifted = TestObjective(parameters: 2) { x in
      let (a, b) = (x[0] - 1, x[1] + 2)
      return (1e6 + a * a + 3 * b * b + a * a * a * a, [2 * a + 4 * a * a * a, 6 * b])
    }
    let minimum = try BFGS(gradientTolerance: 1e-13).minimize(shifted, from: [3, 1])
    #expect(minimum.status.isConverged, "\(minimum.status)")
    #expect(minimum.gradientNorm < 1e-6)
  }

  private func inner(_ x: [Double], _ y: [Double]) -> Double { zip(x, y).reduce(0) { $0 + $1.0 * $1.1 } }
}
