// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// Levenberg-Marquardt on the two spirals from many starts, by its choices for networks.
struct SpiralsStarts {
  /// What came of one start.
  struct Start {
    let seed: UInt32
    let sumOfSquares: Double
    let trainErrors: Int
    /// The evaluations of the residuals until the sum of squares was at its floor, 1.001 or less; `nil` if never.
    let evaluationsToFloor: Int?
    /// Those of the whole run, with the flat tail after that.
    let evaluations: Int
    let seconds: Double
    let status: Status

    /// Whether the sum of squares is at its floor, and the one training error that must be is the only one.
    var isSolved: Bool { evaluationsToFloor != nil && trainErrors <= 1 }
  }

  let inputs: TwoSpirals.Inputs
  let starts: [Start]

  init(_ inputs: TwoSpirals.Inputs, seeds: ClosedRange<UInt32>) throws {
    self.inputs = inputs
    let samples = try TwoSpirals().samples(inputs).training
    let problem = try LeastSquares(
      Networks.spirals(), inputs: samples.inputs, targets: samples.targets)
    starts = try seeds.map { try Self.start($0, problem) }
  }

  private static func start(_ seed: UInt32, _ problem: LeastSquares) throws -> Start {
    let clock = Stopwatch()
    let fit = try LevenbergMarquardt.networks.minimize(problem, from: TwoSpirals.startWeights(seed: seed))
    let seconds = clock.seconds
    // The start and each iteration are an evaluation.
    let toFloor = fit.history.first { $0.value <= 1.001 }.map { $0.iteration + 1 }
    return Start(
      seed: seed, sumOfSquares: fit.sumOfSquares,
      trainErrors: fit.residuals.scalars.count { !($0.magnitude <= 0.5) } / 2, evaluationsToFloor: toFloor,
      evaluations: fit.evaluations.values, seconds: seconds, status: fit.status)
  }

  /// The number of starts that are solved.
  var solved: Int { starts.count(where: \.isSolved) }
  /// The number of starts with the one training error that must be.
  var oneError: Int { starts.count { $0.trainErrors <= 1 } }
  /// The median of the evaluations to the floor; infinite when most starts do not get there.
  var medianEvaluations: Double {
    Sampler.median(starts.map { $0.evaluationsToFloor.map(Double.init) ?? .infinity })
  }
  /// The median of the evaluations of whole runs.
  var medianOfAllEvaluations: Double { Sampler.median(starts.map { Double($0.evaluations) }) }
  /// The median time of a start.
  var medianSeconds: Double { Sampler.median(starts.map(\.seconds)) }
  /// The number of starts whose run was ended by the limit of iterations.
  var capped: Int { starts.count { $0.status == .stopped(by: .iterations) } }
}
