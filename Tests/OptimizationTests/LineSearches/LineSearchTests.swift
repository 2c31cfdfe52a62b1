// SPDX-License-Identifier: Apache-2.0
import Testing

@testable import Optimization

/// What every line search keeps to, on functions of all kinds along a line.
@Suite struct LineSearchTests {
  private static let searches: [any LineSearch] = [
    StrongWolfe(), StrongWolfe(curvature: 0.01), MoreThuente(), MoreThuente(curvature: 0.01), HagerZhang(),
    HagerZhang(curvature: 0.2), Backtracking(), Doubling(),
  ]

  /// A function along a line.
  private struct Line {
    let name: String
    let function: @Sendable (Dual) -> Dual
  }

  private static let bowls = [
    Line(name: "parabola") { a in a * a - 2 * a },
    Line(name: "quartic") { a in a * a * a * a - a },
    Line(name: "flat far out") { a in -a / (a * a + 2) },
    Line(name: "steep wall") { a in -4 * a - log(1 - a) },
    Line(name: "tiny") { a in 1e-150 * (a * a - 2 * a) },
    Line(name: "two valleys") { a in (a - 1) * (a - 1) * (a - 4) * (a - 4) + a },
  ]

  private static let steps = [1e-6, 1e-3, 0.5, 1, 7, 1e4, 1e10]

  @Test("What is found is a point of the line, lower than its start", arguments: searches.indices)
  func decrease(_ number: Int) throws {
    let search = Self.searches[number]
    for line in Self.bowls {
      let origin = trial(line.function, at: 0)
      for firstStep in Self.steps {
        var evaluations = 0
        let found = try search.search(from: origin, firstStep: firstStep) { step in
          evaluations += 1
          return trial(line.function, at: step)
        }.get()
        let again = trial(line.function, at: found.step)
        #expect(again.value == found.value && again.slope == found.slope, "\(line.name), \(search)")
        #expect(found.step > 0 && found.value < origin.value, "\(line.name) from \(firstStep), \(search)")
        #expect(evaluations <= 60, "\(line.name) from \(firstStep), \(search): \(evaluations)")
      }
    }
  }

  @Test("Where the function falls to the end of its domain the last point inside is as good as there is")
  func endOfDomain() throws {
    let ramp: @Sendable (Dual) -> Dual = { a in a.value < 0.3 ? -a : Dual(.infinity, .nan) }
    let origin = trial(ramp, at: 0)
    for search in Self.searches {
      for firstStep in Self.steps {
        let found = try search.search(from: origin, firstStep: firstStep) { trial(ramp, at: $0) }.get()
        #expect(found.step > 0 && found.step < 0.3, "\(search) from \(firstStep): \(found)")
        // Those that ask for little slope to be left go on to the end.
        if !(search is Backtracking) { #expect(found.step > 0.2, "\(search) from \(firstStep): \(found)") }
      }
    }
  }

  @Test("A tilted point is that of the function less a ramp")
  func tilt() {
    for line in Self.bowls {
      let tilted = trial(line.function, at: 0.25).tilted(by: -0.5)
      let expected = trial({ a in line.function(a) + 0.5 * a }, at: 0.25)
      #expect(tilted.step == 0.25 && (tilted.value - expected.value).magnitude <= 1e-14)
      #expect((tilted.slope - expected.slope).magnitude <= 1e-14, "\(line.name)")
    }
  }

  @Test("A function that falls for ever has no step, unless a decrease is enough")
  func unbounded() throws {
    let origin = trial({ a in -a }, at: 0)
    for search in Self.searches {
      for firstStep in Self.steps {
        let result = try search.search(from: origin, firstStep: firstStep) { trial({ a in -a }, at: $0) }
        switch result {
        case .success(let found): #expect(search is Backtracking && found.step == firstStep)
        case .failure(.stillDescending(let step)): #expect(!(search is Backtracking) && step > firstStep)
        case .failure(let failure): Issue.record("\(search): \(failure)")
        }
      }
    }
  }

  @Test("Where every step is higher, or no number, there is none", arguments: [1.0, .nan, .infinity])
  func noDecrease(_ number: Double) throws {
    let origin = LinePoint(step: 0, value: 0, slope: -1)
    for search in Self.searches {
      for firstStep in Self.steps {
        let result = try search.search(from: origin, firstStep: firstStep) {
          LinePoint(step: $0, value: number, slope: number)
        }
        guard case .failure(.noDecrease(let step)) = result else {
          Issue.record("\(search) from \(firstStep): \(result)")
          continue
        }
        #expect(step <= firstStep && step >= 0, "\(search) from \(firstStep): \(step)")
      }
    }
  }

  @Test("No search evaluates more often than it may, and each as often where it must", arguments: 1...6)
  func limit(_ count: Int) throws {
    let searches: [any LineSearch] = [
      StrongWolfe(curvature: 1e-3, evaluationLimit: count),
      MoreThuente(curvature: 1e-3, evaluationLimit: count),
      HagerZhang(sufficientDecrease: 1e-3, curvature: 1e-3, evaluationLimit: count),
      Backtracking(evaluationLimit: count), Doubling(curvature: 1e-3, evaluationLimit: count),
    ]
    for search in searches {
      var most = 0
      for line in Self.bowls {
        for firstStep in Self.steps {
          let origin = trial(line.function, at: 0)
          var evaluations = 0
          let result = try search.search(from: origin, firstStep: firstStep) { step in
            evaluations += 1
            return trial(line.function, at: step)
          }
          most = max(most, evaluations)
          if case .success(let found) = result {
            #expect(found.step > 0 && found.value <= origin.value, "\(search), \(line.name): \(found)")
          }
        }
      }
      #expect(most == count, "\(search)")
    }
  }
}
