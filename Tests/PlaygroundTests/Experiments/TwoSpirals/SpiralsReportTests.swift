// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing

internal import Wengert

@testable internal import playground

@Suite("what the spirals report says")
struct SpiralsReportTests {
  /// The numbers of training errors of a run from each of some starts.
  struct Errors {
    var lmRaw = [1, 1]
    var lmScaled = [1, 1]
    var adamRaw = [1, 1]
    var adamScaled = [148, 150]
    var stoppedRaw = [175, 170]
    var stoppedScaled = [174, 173]

    /// Runs with these errors, seeds counted from 1. LM's sum of squares is at its floor where one remains.
    var report: SpiralsReport {
      func runs(_ method: SpiralsRun.Method, _ inputs: TwoSpirals.Inputs, _ errors: [Int]) -> [SpiralsRun] {
        errors.enumerated().map { index, count in
          SpiralsRun(
            method: method, inputs: inputs, seed: UInt32(index + 1),
            trainSSQ: method == .levenbergMarquardt ? Double(count) : Double(count) + 2.25,
            validationSSQ: 0.5, trainErrors: count, validationErrors: 0, iterations: 1000, seconds: 0.25,
            status: "converged")
        }
      }
      return SpiralsReport(
        runs: runs(.levenbergMarquardt, .raw, lmRaw) + runs(.levenbergMarquardt, .scaled, lmScaled)
          + runs(.adam, .raw, adamRaw) + runs(.adam, .scaled, adamScaled)
          + runs(.adamStoppedEarly, .raw, stoppedRaw) + runs(.adamStoppedEarly, .scaled, stoppedScaled))
    }
  }

  @Test(
    "the summary follows the runs",
    arguments: [
      (
        Errors(),
        "needs the raw inputs and the epochs that were cut off, and then keeps up with LM, so that the gap is one of "
          + "conditions, not of methods; what remains is that LM does as well on the scaled inputs and LM alone gets to the floor."
      ),
      (Errors(lmScaled: [1, 9]), "not of methods; what remains is that LM alone gets to the floor."),
      (Errors(stoppedRaw: [1, 1]), "Adam needs the raw inputs, and then"),
      (Errors(adamScaled: [1, 1]), "Adam needs the epochs that were cut off, and then"),
      (
        Errors(adamScaled: [1, 1], stoppedRaw: [1, 1]),
        "neither the raw inputs nor more epochs help Adam, which separates them as"
      ),
      (Errors(adamRaw: [90, 80]), "which separates them less often than LM."),
      (Errors(adamRaw: [1, 9]), "the epochs that were cut off help Adam, but it does not keep up with LM."),
    ])
  func finding(errors: Errors, words: String) {
    let summary = errors.report.summary
    #expect(summary.contains(words), "\(summary)")
    #expect(summary.split(separator: "\n").count == 2 && summary.filter { $0 == "." }.count == 2)
  }

  @Test func `counts and times are those of the runs`() {
    let report = Errors(
      lmRaw: [1, 1, 7], lmScaled: [1, 2, 1], adamRaw: [1, 1, 1], adamScaled: [148, 150, 1], stoppedRaw: [],
      stoppedScaled: [9]
    ).report
    #expect(
      report.totals.description == """
        method               inputs  starts  separated  solved  ms/iteration
        -------------------  ------  ------  ---------  ------  ------------
        LM                   raw          3          2       2         0.250
        LM                   scaled       3          2       2         0.250
        Adam                 raw          3          3       0         0.250
        Adam                 scaled       3          1       0         0.250
        Adam, stopped early  raw          0          0       0           nan
        Adam, stopped early  scaled       1          0       0         0.250
        """)
    #expect(
      report.summary.hasPrefix("LM separates the spirals from 2 of 3 starts on raw inputs and 2 of 3 on"))
  }

  @Test(
    "the check wants LM to solve the raw spirals from most starts",
    arguments: [([1], true), ([2], false), ([1, 5], false), ([1, 1, 5], true), ([], false)])
  func verdict(lmRaw: [Int], passes: Bool) {
    let verdict = Errors(lmRaw: lmRaw).report.verdict
    #expect((verdict == .passed) == passes)
  }

  @Test func `the JSON document has the promised fields`() throws {
    var runs = Errors(
      lmRaw: [1], lmScaled: [], adamRaw: [1], adamScaled: [], stoppedRaw: [], stoppedScaled: []
    ).report.runs
    runs.append(
      SpiralsRun(
        method: .adam, inputs: .scaled, seed: 3, trainSSQ: .nan, validationSSQ: .infinity, trainErrors: 200,
        validationErrors: 50, iterations: 0, seconds: 0, status: "\"NaN\""))
    let text = SpiralsReport(runs: runs).json.description

    struct Document: Decodable {
      struct Run: Decodable, Equatable {
        let method: String
        let inputs: String
        let seed: Int
        let trainSSQ: Double?
        let validationSSQ: Double?
        let trainErrors: Int
        let validationErrors: Int
        let iterations: Int
        let seconds: Double
        let status: String
      }
      let experiment: String
      let runs: [Run]
    }
    let document = try JSONDecoder().decode(Document.self, from: Data(text.utf8))
    #expect(document.experiment == "spirals")
    #expect(document.runs.map(\.method) == ["LM", "Adam", "Adam"])
    #expect(
      document.runs[2]
        == Document.Run(
          method: "Adam", inputs: "scaled", seed: 3, trainSSQ: nil, validationSSQ: nil, trainErrors: 200,
          validationErrors: 50, iterations: 0, seconds: 0, status: "\"NaN\""))
    #expect(document.runs[1].trainSSQ == 3.25)
  }

  @Test func `the table has a row for each run`() {
    let lines = Errors().report.table.description.split(separator: "\n")
    #expect(lines.count == 2 + 12)
    #expect(
      lines[2].hasPrefix("LM                   raw        1        1.0000          0.5000                1"))
    #expect(lines[2].hasSuffix("converged"))
  }
}
