// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import TestSupport
internal import Testing
internal import Wengert

@testable internal import playground

@Suite("experiments")
struct ExperimentTests {
  private let runs: [ExperimentRun]

  init() throws { runs = try ExperimentRun.all.get() }

  @Test func `all of them run`() {
    #expect(Set(runs.map(\.name)) == Set(Experiments.list.map(\.name)))
  }

  @Test func `every fact holds`() {
    for run in runs where run.isComplete {
      #expect(run.facts.count > 1, "\(run.name)")
      for fact in run.facts { #expect(fact.holds, "\(run.name): \(fact.statement)") }
    }
  }

  @Test func `every published number stands beside one that was found, with a reason`() {
    for run in runs {
      #expect(!run.published.isEmpty, "\(run.name)")
      for number in run.published {
        #expect(!number.published.isEmpty && !number.found.isEmpty && !number.difference.isEmpty, "\(number)")
        #expect(run.text.contains(number.quantity), "\(run.name)")
      }
    }
  }

  @Test func `a verdict is two or three sentences and stands in every form`() {
    for run in runs {
      let sentences = run.verdict.plainText.matches(of: /[.](?: |$)/).count
      #expect((2...5).contains(sentences), "\(run.name): \(run.verdict.text)")
      #expect(!run.verdict.text.contains("nan"), "\(run.name): \(run.verdict.text)")
      #expect(run.text.contains(run.verdict.outcome.title + ": "))
    }
  }

  @Test func `documents are as the schema says`() throws {
    let schema = try JSONSchema("experiments.schema.json")
    for run in runs {
      let mistakes = try schema.mistakes(run.json)
      #expect(mistakes.isEmpty, "\(run.name): \(mistakes.prefix(5))")
    }
    let first = try #require(runs.first)
    let broken = [
      first.json.replacing("\"seed\"", with: "\"sede\""), first.json.replacing("\"runs\"", with: "\"rnus\""),
      first.json.replacing("\"isQuick\":true", with: "\"isQuick\":[]"),
    ]
    for document in broken { #expect(try !schema.mistakes(document).isEmpty) }
  }

  @Test func `pages and drawings are well-formed, small, and ask nothing of a network`() {
    for run in runs {
      #expect(mistake(in: run.page) == nil, "\(run.name): \(mistake(in: run.page) ?? "")")
      #expect(run.page.utf8.count < 2_000_000, "\(run.name): \(run.page.utf8.count) bytes")
      #expect(!run.page.contains("src="), "\(run.name)")
      #expect(run.drawings.count > 1, "\(run.name)")
      for drawing in run.drawings { #expect(mistake(in: drawing) == nil, "\(run.name)") }
      for data in run.data { #expect(data.split(separator: "\n").count > 2, "\(run.name)") }
    }
  }

  @Test func `nothing that a clock measures is on a page`() throws {
    // Quick ones suffice: all pages are made in the same way.
    for experiment in [KerasBFGSExperiment(), SurfacesExperiment()] as [any Experiment] {
      let pages = try (0..<2).map { _ in try ExperimentRun(experiment).page }
      #expect(pages[0] == pages[1], "\(experiment.name)")
    }
  }
}
