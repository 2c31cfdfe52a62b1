// SPDX-License-Identifier: Apache-2.0
import Testing

import Optimization

/// The searches that meet the strong Wolfe conditions.
@Suite struct StrongWolfeTests {
  private static func searches(
    sufficientDecrease: Double = 1e-4, curvature: Double
  ) -> [any LineSearch] {
    [
      StrongWolfe(sufficientDecrease: sufficientDecrease, curvature: curvature),
      MoreThuente(sufficientDecrease: sufficientDecrease, curvature: curvature),
    ]
  }

  /// A function of one variable along a line.
  struct Line: CustomTestStringConvertible {
    let testDescription: String
    let sufficientDecrease: Double
    let curvature: Double
    let function: @Sendable (Dual) -> Dual
  }

  // Test functions, constants and starts of Moré and Thuente 1994 (ACM TOMS 20, 286-307), section 5.
  static let lines = [
    Line(testDescription: "1", sufficientDecrease: 0.001, curvature: 0.1) { a in -a / (a * a + 2) },
    Line(testDescription: "2", sufficientDecrease: 0.1, curvature: 0.1) { a in
      let t = a + 0.004
      return t * t * t * t * (t - 2)
    },
    yanai("4", 0.001, 0.001), yanai("5", 0.01, 0.001), yanai("6", 0.001, 0.01),
  ]

  private static func yanai(_ name: String, _ b1: Double, _ b2: Double) -> Line {
    @Sendable func gamma(_ b: Double) -> Dual { Dual((1 + b * b).squareRoot() - b) }
    return Line(testDescription: name, sufficientDecrease: 0.001, curvature: 0.001) { a in
      gamma(b1) * sqrt((1 - a) * (1 - a) + Dual(b2 * b2)) + gamma(b2) * sqrt(a * a + Dual(b1 * b1))
    }
  }

  @Test("the step meets both conditions", arguments: lines, [1e-3, 1e-1, 1e1, 1e3])
  func conditions(_ line: Line, firstStep: Double) throws {
    for search in Self.searches(
      sufficientDecrease: line.sufficientDecrease, curvature: line.curvature)
    {
      var evaluations = 0
      let origin = trial(line.function, at: 0)
      let found = try search.search(from: origin, firstStep: firstStep) { step in
        evaluations += 1
        return trial(line.function, at: step)
      }.get()
      #expect(
        found.value <= origin.value + line.sufficientDecrease * found.step * origin.slope, "\(search)")
      #expect(abs(found.slope) <= line.curvature * abs(origin.slope), "\(search)")
      #expect(evaluations <= 20, "\(search)")
    }
  }

  @Test("steps outside the domain are too long", arguments: [1.0, 1e3, 1e12])
  func domain(firstStep: Double) throws {
    // The minimum, 0.75, lies just inside the domain of the logarithm, which ends at 1.
    let barrier: @Sendable (Dual) -> Dual = { a in -4 * a - log(1 - a) }
    let origin = trial(barrier, at: 0)
    for search in Self.searches(curvature: 0.1) {
      let found = try search.search(from: origin, firstStep: firstStep) { trial(barrier, at: $0) }.get()
      #expect(abs(found.slope) <= 0.1 * abs(origin.slope), "\(search)")
      #expect(found.step < 1, "\(search)")
    }
  }

  @Test("a function that is NaN off the start has no step")
  func nowhereFinite() throws {
    let origin = trial({ a in -a }, at: 0)
    for search in Self.searches(curvature: 0.9) {
      let result = try search.search(from: origin, firstStep: 1) { trial({ a in 0 * a / 0 }, at: $0) }
      guard case .failure(.noDecrease) = result else {
        Issue.record("\(result)")
        return
      }
    }
  }
}
