// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The two spirals of the CMU benchmark collection: 194 points of radius 0.5 to 6.5, of alternating sign.
///
/// Wieland's data, first learned by Lang and Witbrock 1988 in 20,000 epochs of back-propagation. The coordinates are halved
/// here. Targets are ±1 for a linear output, and ±0.8 for one that saturates: it cannot reach 1, and on the way there
/// throws points to the wrong end for good (LeCun, Bottou, Orr and Müller 1998, *Efficient BackProp*, section 4.5).
/// Solved by the rule 40-20-40: every output on its target's side by more than 0.2.
struct BenchmarkSpirals {
  /// What learns the spirals.
  enum Network: String, CaseIterable {
    /// 2-20-10-1, tanh, linear output, 281 parameters.
    case layered
    /// 2-5-5-5-1, tanh, each layer fed by all before it, 138 parameters.
    case shortcuts
  }

  /// A run of Levenberg-Marquardt.
  struct Run {
    /// The iterations, which are evaluations, rejected steps included, after which every point was on its side; `nil` if
    /// never.
    let solvedAfter: Int?
    /// The points on the wrong side at the end.
    let wrong: Int
    let fit: LeastSquaresFit
  }

  let network: Network
  let model: Model
  let problem: LeastSquares
  private let targets: Tensor<Double>

  init(_ network: Network) throws {
    self.network = network
    model =
      switch network {
      case .layered: try Networks.layered()
      case .shortcuts: try Networks.shortcuts()
      }
    let points = Self.points
    let goal = network == .layered ? 1 : 0.8
    targets = Tensor(points.map { goal * $0.side })
    problem = try LeastSquares(
      model, inputs: try Tensor(shape: [points.count, 2], scalars: points.flatMap { [$0.x, $0.y] }),
      targets: try targets.reshaped(to: [points.count, 1]))
  }

  /// The points of one spiral, from outside inwards, then those of the other.
  static var points: [(x: Double, y: Double, side: Double)] {
    let data = Dataset.benchmarkSpirals()
    let coordinates = data.inputs.scalars.map { $0 / 2 }
    return data.targets.scalars.enumerated().map { row, place in
      (coordinates[2 * row], coordinates[2 * row + 1], place == 0 ? 1 : -1)
    }
  }

  /// The fit by the choices for networks, from weights uniform in ±1/√inputs of a unit, ended when it is solved.
  func levenbergMarquardt(seed: UInt64, iterations: Int) throws -> Run {
    var method = LevenbergMarquardt.networks
    method.limits.iterations = iterations
    var solvedAfter: Int?
    let fit = try method.minimize(problem, from: model.initialParameters(seed: seed)) { state in
      guard state.isAccepted, try wrong(at: state.parameters) == 0 else { return .continue }
      solvedAfter = state.iteration
      return .stop
    }
    return Run(solvedAfter: solvedAfter, wrong: try wrong(at: fit.parameters), fit: fit)
  }

  /// The number of points that are not on their side by more than 0.2.
  func wrong(at parameters: Tensor<Double>) throws -> Int {
    zip(try problem.residuals(at: parameters).scalars, targets.scalars).count { residual, target in
      // The output is the residual and the target together. NaN is wrong, too.
      !((residual + target) * (target > 0 ? 1 : -1) > 0.2)
    }
  }
}
