// SPDX-License-Identifier: Apache-2.0
import Optimization
import Testing

@Suite struct StatusTests {
  static let converged: [Status] = [.gradient, .objective, .step, .zeroResidual, .rounding]
    .map { .converged(by: $0) }
  static let others: [Status] =
    [.iterations, .evaluations, .time, .target, .callback, .cancellation].map { .stopped(by: $0) }
    + [
      .nonFiniteStart, .nonFinite, .lineSearch(.noDecrease(stepLength: 1e-9)),
      .lineSearch(.stillDescending(stepLength: 1e9)), .notDescent, .singular, .noProgress, .dampingOverflow,
    ].map { .failed(because: $0) }

  @Test("each status is one sentence", arguments: converged + others)
  func sentence(_ status: Status) {
    let text = status.description
    #expect(text.first?.isUppercase == true)
    #expect(text.hasSuffix("."))
    #expect(!text.hasSuffix(".."))
    #expect(!text.contains("\n"))
  }

  @Test func sentencesDiffer() {
    let all = Self.converged + Self.others
    #expect(Set(all.map(\.description)).count == all.count)
  }

  @Test func onlyConvergedIsConverged() {
    #expect(Self.converged.allSatisfy { $0.isConverged })
    #expect(!Self.others.contains { $0.isConverged })
  }

  @Test func text() {
    #expect(
      Status.failed(because: .lineSearch(.noDecrease(stepLength: 0.5))).description
        == "Failed: the line search found no acceptable step: no decrease down to step length 0.5.")
  }
}
