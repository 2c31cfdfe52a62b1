// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// BFGS on one sigmoid unit: lost in single precision with differences, found with derivatives from the tape.
struct KerasBFGSExperiment: Experiment {
  let name = "keras-bfgs"
  let title = "BFGS that stops at its start"
  let summary = "why SciPy's BFGS did nothing to a Keras model, and what mends it"
  let discussion = """
    Half the sum of squared errors of one sigmoid unit on two samples, whose targets a sigmoid cannot
    reach: the loss has no minimum but tends to 1. A question reported that BFGS 'converged' after no
    iteration. Runs BFGS in Float and Double, with gradients from differences of several steps and from
    the tape, and shows at the start how wrong differences are by their step.
    """

  /// The step that SciPy takes, the root of the spacing of doubles at 1.
  static let scipyStep = 1.4901161193847656e-08

  /// The loss at which SciPy's run with exact gradients ended.
  static let scipyLoss = 1.0000020571

  func run(_ settings: Settings, showing progress: RunProgress) throws -> KerasBFGSFindings {
    func run<Scalar: ExecutionScalar>(
      _ gradient: UnitLoss<Scalar>.Gradient, _ scalar: Scalar.Type, tolerance: Double = 1e-5,
      target: Double? = nil
    ) throws -> UnitRun {
      let objective = try UnitLoss<Scalar>(gradient)
      let minimum = try BFGS(gradientTolerance: tolerance, limits: Limits(target: target)).minimize(
        objective, from: UnitProblem.start)
      return try UnitRun(
        minimum, step: gradient.step, scalar: Scalar.self, tolerance: tolerance,
        evaluations: objective.evaluations)
    }
    let steps = [Self.scipyStep, 1e-6, 1e-4, 1e-3, 1e-2, 1e-1]
    progress.show("BFGS on one unit")
    let runs =
      try steps.map { try run(.forwardDifferences(step: $0), Float.self) } + [
        try run(.forwardDifferences(step: Self.scipyStep), Double.self),
        try run(.tape, Float.self), try run(.tape, Double.self, target: Self.scipyLoss),
        try run(.tape, Double.self, tolerance: 1e-10),
      ]
    return KerasBFGSFindings(
      startInDouble: try UnitLoss<Double>(.tape).value(at: UnitProblem.start),
      startInFloat: try UnitLoss<Float>(.tape).value(at: UnitProblem.start), runs: runs,
      differences: try DifferenceErrors(count: settings.size(61, quick: 31)),
      stair: try Stair(count: settings.size(801, quick: 201)))
  }
}

extension UnitLoss.Gradient {
  /// The step of differences; `nil` for the tape.
  var step: Double? {
    switch self {
    case .tape: nil
    case .forwardDifferences(let step): step
    }
  }
}

/// A run of BFGS on the unit.
struct UnitRun: Encodable, Sendable {
  let scalar: String
  /// The step of the differences; none for derivatives from the tape.
  let step: Double?
  let tolerance: Double
  /// The loss that the run saw at its end, and that of the same weights in double precision.
  let loss: Double
  let lossInDouble: Double
  let iterations: Int
  let evaluations: Int
  let status: String
  let values: [Double]

  private enum CodingKeys: CodingKey {
    case scalar, step, tolerance, loss, lossInDouble, iterations, evaluations, status
  }

  init<Scalar: ExecutionScalar>(
    _ minimum: Minimum, step: Double?, scalar: Scalar.Type, tolerance: Double, evaluations: Int
  ) throws {
    self.scalar = "\(Scalar.self)"
    self.step = step
    self.tolerance = tolerance
    loss = minimum.value
    lossInDouble = try UnitLoss<Double>(.tape).value(at: minimum.parameters)
    iterations = minimum.iterations
    self.evaluations = evaluations
    status = "\(minimum.status)"
    values = minimum.history.map(\.value)
  }

  /// Where its gradient comes from, in words.
  var gradient: String { step.map { "differences, step \(Self.short($0))" } ?? "tape" }

  /// A power of ten, or a step near one, in few digits.
  static func short(_ step: Double) -> String {
    step == KerasBFGSExperiment.scipyStep ? "1.5e-08" : "\(step)"
  }
}

/// How wrong forward differences are at the start, by their step: the largest error of an entry, relative to the largest
/// entry.
struct DifferenceErrors: Sendable {
  let steps: [Double]
  let float: [Double]
  let double: [Double]

  init(count: Int) throws {
    let exact = try UnitLoss<Double>(.tape).valueWithGradient(at: UnitProblem.start).gradient
    let largest = exact.scalars.map(\.magnitude).max() ?? 1
    func errors<Scalar: ExecutionScalar>(_ scalar: Scalar.Type, _ steps: [Double]) throws -> [Double] {
      try steps.map { step in
        let gradient = try UnitLoss<Scalar>(.forwardDifferences(step: step))
          .valueWithGradient(at: UnitProblem.start).gradient
        return zip(gradient.scalars, exact.scalars).map { ($0 - $1).magnitude }.max().map { $0 / largest }
          ?? .nan
      }
    }
    steps = (0..<count).map { Double.pow(10, -12 + 12 * Double($0) / Double(count - 1)) }
    float = try errors(Float.self, steps)
    double = try errors(Double.self, steps)
  }
}

/// The loss along the direction of the first weight, next to the start, in both precisions, less its value there.
struct Stair: Sendable {
  let distances: [Double]
  let float: [Double]
  let double: [Double]

  init(count: Int) throws {
    func rise<Scalar: ExecutionScalar>(_ scalar: Scalar.Type, _ distances: [Double]) throws -> [Double] {
      let loss = try UnitLoss<Scalar>(.tape)
      let base = try loss.value(at: UnitProblem.start)
      return try distances.map { distance in
        var moved = UnitProblem.start
        moved.withMutableScalars { $0[0] += distance }
        return try loss.value(at: moved) - base
      }
    }
    distances = (0..<count).map { 0.01 * Double($0) / Double(count - 1) }
    float = try rise(Float.self, distances)
    double = try rise(Double.self, distances)
  }

  /// How far one has to go until the loss in single precision changes.
  var firstChange: Double? { zip(distances, float).first { $0.1 != 0 }?.0 }
}
