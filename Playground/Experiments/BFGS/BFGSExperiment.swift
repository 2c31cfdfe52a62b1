// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundProblems
internal import Wengert

/// BFGS on the networks of a report, and the report's derivatives against those of the tape.
struct BFGSExperiment: Experiment {
  let name = "bfgs"
  let title = "BFGS, and derivatives by hand"
  let summary = "a report's BFGS on one layer, its halved gradient, and its formulas for two hidden layers"
  let discussion = """
    Repeats a report on deep networks and BFGS. One layer of two sigmoid units from starts of scale
    0.01, 1 and 100 with three searches, by the toolkit's BFGS and by the report's method, which breaks
    down at scale 100; its gradient, of which gradcheck says what is wrong; a network with two hidden
    layers whose biases are computed from activations, the report's formulas for it, and its training by
    BFGS and Levenberg-Marquardt, in both readings of the bias. From 20 starts unless --starts says
    otherwise, the deep network from at most 10 of them.
    """
  let options: [Option] = [.starts]

  func run(_ settings: Settings, showing progress: RunProgress) throws -> BFGSFindings {
    let objective = try LayerProblem.objective()
    let seeds = settings.seeds(settings.starts ?? settings.size(20, quick: 3))
    let layer = try LayerRun.scales.flatMap { scale in
      try LayerRun.constants.flatMap { constants in
        progress.show("one layer, scale \(scale)")
        return try seeds.map { try LayerRun(objective, scale: scale, constants: constants, seed: $0) }
      }
    }
    progress.show("derivatives by hand")
    let half = try gradcheck(
      at: LayerProblem.start(scale: 1, seed: UInt64(settings.seed)), gradient: PublishedBFGS.gradient
    ) { objective.program([$0])[0] }
    let draws = settings.seeds(settings.size(100, quick: 30)).map { HandDerivatives(seed: $0) }
    let trained = try TwoHiddenLayers.Bias.allCases.flatMap { bias in
      try seeds.prefix(settings.size(10, quick: 2)).flatMap { seed in
        progress.show("two hidden layers, bias from \(bias.rawValue), seed \(seed)")
        return try DeepRun.both(bias, seed: seed, iterations: settings.size(400, quick: 60))
      }
    }
    return try BFGSFindings(
      layer: layer, half: half, draws: draws, report: draws[0].report(seed: settings.seed),
      readings: TwoHiddenLayers.Bias.allCases.map { try draws[0].report(on: $0) }, trained: trained)
  }
}

/// The network with two hidden layers, fitted to one of its kind.
struct DeepRun: Encodable, Sendable {
  let bias: TwoHiddenLayers.Bias
  let method: String
  let seed: Int
  /// The mean squared distance at the end; 0 is possible.
  let value: Double
  let iterations: Int
  let evaluations: Int
  let status: String
  let values: [Double]

  private enum CodingKeys: CodingKey { case bias, method, seed, value, iterations, evaluations, status }

  private init(
    _ bias: TwoHiddenLayers.Bias, _ method: String, _ seed: Int, _ minimum: Minimum, samples: Double
  ) {
    self.bias = bias
    self.method = method
    self.seed = seed
    value = minimum.value / samples
    iterations = minimum.iterations
    evaluations = minimum.evaluations.values
    status = "\(minimum.status)"
    values = minimum.history.map { $0.value / samples }
  }

  /// By BFGS and by Levenberg-Marquardt, from the same start.
  static func both(_ bias: TwoHiddenLayers.Bias, seed: Int, iterations: Int) throws -> [DeepRun] {
    let model = try TwoHiddenLayers(bias: bias).model()
    var random = Xoshiro256(seed: UInt64(seed))
    let count = 40
    let inputs = Tensor<Double>.standardNormal([count, 6], using: &random)
    let teacher: Tensor<Double> = 0.5 * .standardNormal([model.parameterCount], using: &random)
    let problem = try LeastSquares(
      model, inputs: inputs, targets: model.outputs(for: inputs, parameters: teacher))
    let start: Tensor<Double> = 0.5 * .standardNormal([model.parameterCount], using: &random)
    let limits = Limits.iterations(iterations)
    var levenbergMarquardt = LevenbergMarquardt()
    levenbergMarquardt.limits = limits
    return [
      DeepRun(
        bias, "BFGS", seed, try BFGS(limits: limits).minimize(problem, from: start), samples: Double(count)),
      DeepRun(
        bias, "LM", seed, try levenbergMarquardt.minimize(problem, from: start).minimum,
        samples: Double(count)),
    ]
  }
}
