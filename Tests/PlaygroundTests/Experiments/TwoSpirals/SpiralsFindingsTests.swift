// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

@Suite("what the spirals' findings say")
struct SpiralsFindingsTests {
  /// The numbers of training errors of a run from each of some starts.
  struct Errors {
    var lmRaw = [1, 1]
    var lmScaled = [1, 1]
    var adamRaw = [1, 1]
    var adamScaled = [148, 150]
    var stoppedRaw = [175, 170]
    var stoppedScaled = [174, 173]

    /// Runs with these errors, seeds counted from 1. LM's sum of squares is at its floor where one remains.
    func findings() throws -> SpiralsFindings {
      func runs(_ method: SpiralsRun.Method, _ inputs: TwoSpirals.Inputs, _ errors: [Int]) -> [SpiralsRun] {
        errors.enumerated().map { index, count in
          let ssq = method == .levenbergMarquardt ? Double(count) : Double(count) + 2.25
          return SpiralsRun(
            method: method, inputs: inputs, seed: UInt32(index + 1), trainSSQ: ssq, validationSSQ: 0.5,
            trainErrors: count, validationErrors: 0, iterations: 1000, seconds: 0.25, status: "converged",
            values: [200, ssq])
        }
      }
      return SpiralsFindings(
        runs: runs(.levenbergMarquardt, .raw, lmRaw) + runs(.levenbergMarquardt, .scaled, lmScaled)
          + runs(.adam, .raw, adamRaw) + runs(.adam, .scaled, adamScaled)
          + runs(.adamStoppedEarly, .raw, stoppedRaw) + runs(.adamStoppedEarly, .scaled, stoppedScaled),
        benchmark: [], films: [:], spirals: try TwoSpirals(), isPublished: true)
    }
  }

  @Test(
    "the verdict follows the runs",
    arguments: [
      (
        Errors(),
        "needs the raw inputs and the epochs that were cut off, and then keeps up with LM, so that the gap is one of "
          + "conditions, not of methods; what remains is that LM does as well on the scaled inputs and LM alone gets to the floor.",
        VerdictBox.Outcome.incomplete
      ),
      (
        Errors(lmScaled: [1, 9]), "not of methods; what remains is that LM alone gets to the floor.",
        .incomplete
      ),
      (Errors(stoppedRaw: [1, 1]), "Adam needs the raw inputs, and then", .incomplete),
      (Errors(adamScaled: [1, 1]), "Adam needs the epochs that were cut off, and then", .incomplete),
      (
        Errors(adamScaled: [1, 1], stoppedRaw: [1, 1]),
        "neither the raw inputs nor more epochs help Adam, which separates them as", .incomplete
      ),
      (Errors(adamRaw: [90, 80]), "which separates them less often than LM.", .confirmed),
      (
        Errors(adamRaw: [1, 9]), "the epochs that were cut off help Adam, but it does not keep up with LM.",
        .confirmed
      ),
      (
        Errors(lmRaw: [9, 9]), "LM separates the spirals from 0 of 2 starts on raw inputs and 2 of 2 on",
        .refuted
      ),
    ])
  func verdict(errors: Errors, words: String, outcome: VerdictBox.Outcome) throws {
    let verdict = try errors.findings().verdict
    #expect(verdict.text.contains(words), "\(verdict.text)")
    #expect(verdict.outcome == outcome)
  }

  @Test func `counts and times are those of the runs`() throws {
    let findings = try Errors(
      lmRaw: [1, 1, 7], lmScaled: [1, 2, 1], adamRaw: [1, 1, 1], adamScaled: [148, 150, 1], stoppedRaw: [],
      stoppedScaled: [9]
    ).findings()
    let rows = try findings.totals(isTimed: true).rows
    #expect(
      rows == [
        ["LM", "raw", "3", "2", "2", "1", "1", "1.000", "0.250"],
        ["LM", "scaled", "3", "2", "2", "1", "1", "1.000", "0.250"],
        ["Adam", "raw", "3", "3", "0", "-", "1", "3.250", "0.250"],
        ["Adam", "scaled", "3", "1", "0", "-", "148", "150.250", "0.250"],
        ["Adam, stopped early", "scaled", "1", "0", "0", "-", "9", "11.250", "0.250"],
      ])
    #expect(try findings.totals(isTimed: false).columns.last == "SSQ")
  }

  @Test(
    "LM has to solve the raw spirals from most starts",
    arguments: [([1], true), ([2], false), ([1, 5], false), ([1, 1, 5], true), ([], false)])
  func shortfall(lmRaw: [Int], passes: Bool) throws {
    let facts = try Errors(lmRaw: lmRaw).findings().facts
    #expect(facts.first?.holds == passes)
  }

  @Test func `the published start has to give the published numbers`() throws {
    #expect(try Errors().findings().shortfall == nil)
    for errors in [
      Errors(adamRaw: [2, 1]), Errors(adamScaled: [1, 1]), Errors(adamScaled: [170, 148]),
      Errors(lmScaled: [2, 1]),
    ] {
      #expect(try errors.findings().shortfall != nil)
    }
  }
}
