// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

/// A quick run of an experiment, in every form that it is shown in.
struct ExperimentRun: Sendable, CustomTestStringConvertible {
  let name: String
  /// Whether the run is long enough for its facts to hold: in a debug build some are cut short.
  let isComplete: Bool
  let facts: [Fact]
  let verdict: VerdictBox
  let published: [PublishedNumber]
  let text: String
  let json: String
  let page: String
  let drawings: [String]
  let data: [String]

  var testDescription: String { name }

  init(_ experiment: some Experiment, isComplete: Bool = true) throws {
    let settings = Settings(isQuick: true)
    let findings = try experiment.run(settings, showing: RunProgress(on: .silent))
    let report = try experiment.report(findings, settings)
    name = experiment.name
    self.isComplete = isComplete
    (facts, verdict, published) = (findings.facts, findings.verdict, findings.published)
    text = try experiment.text(findings)
    json = try experiment.document(findings, settings).json
    page = report.html()
    drawings = report.figures.map { $0.svg() }
    data = report.figures.map { $0.csv() }
  }

  /// All experiments, run once for all tests.
  static let all: Result<[ExperimentRun], any Error> = Result {
    #if DEBUG
      let spirals = try ExperimentRun(SpiralsExperiment(epochs: 40, iterations: 20), isComplete: false)
      let rates = try ExperimentRun(LearningRatesExperiment(epochs: 5, iterations: 10))
    #else
      let spirals = try ExperimentRun(SpiralsExperiment())
      let rates = try ExperimentRun(LearningRatesExperiment())
    #endif
    let others: [any Experiment] = Experiments.list.filter {
      !["spirals", "learning-rates"].contains($0.name)
    }
    return [spirals, rates] + (try others.map { try ExperimentRun($0) })
  }
}
