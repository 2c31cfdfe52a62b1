// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// A small regression by stochastic gradient descent with four learning rates, and by Levenberg-Marquardt.
struct LearningRatesExperiment: Experiment {
  let name = "learning-rates"
  let title = "Four learning rates, and none"
  let summary = "a cubic learned with four learning rates, and by a method without one"
  let discussion = """
    Fits the notebook's noisy cubic with its network 1-16-16-1 (relu, 321 parameters) by stochastic
    gradient descent in batches of 10 for 250 epochs, with learning rates 1, 0.1, 0.01 and 0.001, and by
    Levenberg-Marquardt; from 5 starts with data of their own unless --starts says otherwise.
    """
  let options: [Option] = [.starts]

  static let rates = [1, 0.1, 0.01, 0.001]
  var epochs = 250
  var iterations = 300

  func run(_ settings: Settings, showing progress: RunProgress) throws -> LearningRatesFindings {
    let model = try Networks.regression()
    var runs: [RegressionRun] = []
    var shown: CubicData?
    for seed in settings.seeds(settings.starts ?? settings.size(5, quick: 1)) {
      let data = try CubicData(seed: seed)
      shown = shown ?? data
      for rate in Self.rates {
        progress.show("seed \(seed), learning rate \(rate)")
        runs.append(try RegressionRun(model, data, learningRate: rate, epochs: epochs, seed: seed))
      }
      progress.show("seed \(seed), Levenberg-Marquardt")
      runs.append(try RegressionRun(model, data, levenbergMarquardt: iterations, seed: seed))
    }
    return try LearningRatesFindings(
      model, runs: runs, data: shown ?? CubicData(seed: settings.seed), epochs: epochs)
  }
}
