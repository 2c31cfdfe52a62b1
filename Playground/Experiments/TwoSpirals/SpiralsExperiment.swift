// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Levenberg-Marquardt against Adam on the two spirals, on raw and on scaled inputs.
struct SpiralsExperiment: Experiment {
  /// The epochs of Adam: those of the published comparison.
  static let publishedEpochs = 10_000

  let name = "spirals"
  let title = "Two spirals: Levenberg-Marquardt against Adam"
  let summary = "Levenberg-Marquardt against Adam on two interleaved spirals"
  let discussion = """
    Fits a network 2-25-2 (sigmoid, softmax; 127 parameters) to two interleaved spirals by the sum of
    squared errors (SSQ): Levenberg-Marquardt (LM) with at most 1500 iterations, and Adam with learning
    rate 0.001 and 10000 epochs, also as if stopped early, after 500 epochs without a lower validation
    SSQ. Each gets the inputs as they are, and scaled as in the published comparison, whose data, split
    and start weights these are (seed 1); from 20 starts unless --starts says otherwise. Then the spirals
    of the CMU benchmark collection by LM, on two networks, from 10 starts. With --quick from one each.
    """
  let options: [Option] = [.starts]

  var epochs = publishedEpochs
  var iterations = 1500

  func run(_ settings: Settings, showing progress: RunProgress) throws -> SpiralsFindings {
    let spirals = try TwoSpirals()
    let problems = try TwoSpirals.Inputs.allCases.map { try SpiralsProblem(spirals, inputs: $0) }
    var runs: [SpiralsRun] = []
    var films: [SpiralsFindings.Scene: SpiralsFilm] = [:]
    for (number, seed) in settings.seeds(settings.starts ?? settings.size(20, quick: 1)).enumerated() {
      for problem in problems {
        var film = number == 0 ? SpiralsFilm(problem.inputs) : nil
        runs.append(
          try problem.levenbergMarquardt(
            seed: UInt32(seed), iterations: iterations, progress: progress, film: &film))
        films[.init(method: .levenbergMarquardt, inputs: problem.inputs)] =
          film ?? films[.init(method: .levenbergMarquardt, inputs: problem.inputs)]
        film = number == 0 ? SpiralsFilm(problem.inputs) : nil
        runs += try problem.adam(seed: UInt32(seed), epochs: epochs, progress: progress, film: &film)
        films[.init(method: .adam, inputs: problem.inputs)] =
          film ?? films[.init(method: .adam, inputs: problem.inputs)]
      }
    }
    return SpiralsFindings(
      runs: runs,
      benchmark: try BenchmarkSpirals.Network.allCases.map { network in
        try BenchmarkSpiralsRuns(
          network, seeds: settings.seeds(settings.size(10, quick: 1)), iterations: iterations,
          showing: progress)
      }, films: films, spirals: spirals, isPublished: epochs == Self.publishedEpochs)
  }
}
