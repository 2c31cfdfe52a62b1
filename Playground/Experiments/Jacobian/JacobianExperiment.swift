// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The Jacobians that Gauss-Newton and Levenberg-Marquardt work with, and why they need damping.
struct JacobianExperiment: Experiment {
  let name = "jacobian"
  let title = "The Jacobian, and why it needs damping"
  let summary = "the Gauss-Newton Jacobians of these networks: entries, singular values, rank"
  let discussion = """
    Computes the Jacobian of the residuals of the networks of the other experiments, at the start and
    along the fit by Levenberg-Marquardt: its entries, its singular values (to full accuracy, by Jacobi
    rotations), and its rank. Then what steps of different damping do where the fit is under way.
    """

  /// The softmax of two outputs depends on their difference only: as many columns are negatives of others.
  static let dependentColumns = 26

  func run(_ settings: Settings, showing progress: RunProgress) throws -> JacobianFindings {
    let data = try TwoSpirals()
    // Along one arm, from the middle outwards, and then along the other.
    let order = data.trainingRows.indices.sorted { data.trainingRows[$0] < data.trainingRows[$1] }
    let samples = try data.samples(.raw).training.rows(
      stride(from: 0, to: 400, by: settings.size(1, quick: 7)).map { order[$0] })
    let spirals = try LeastSquares(Networks.spirals(), inputs: samples.inputs, targets: samples.targets)
    let start = TwoSpirals.startWeights(seed: UInt32(settings.seed))
    var views: [JacobianView] = []
    func look(_ network: String, _ problem: LeastSquares, _ start: Tensor<Double>, at moments: [Int]) throws
      -> [Tensor<Double>]
    {
      var method = LevenbergMarquardt.networks
      var points = [start]
      progress.show("\(network), at the start")
      views.append(try JacobianView(network, "start", problem, at: start))
      for moment in moments {
        method.limits = .iterations(moment)
        let fit = try method.minimize(problem, from: start)
        progress.show("\(network), iteration \(fit.iterations)")
        views.append(try JacobianView(network, "iteration \(fit.iterations)", problem, at: fit.parameters))
        points.append(fit.parameters)
      }
      return points
    }
    let moments = settings.isQuick ? [20] : [150, 1500]
    let points = try look("two spirals, 2-25-2", spirals, start, at: moments)
    if !settings.isQuick {
      let cubic = try CubicData(seed: settings.seed).training
      let regression = try Networks.regression()
      _ = try look(
        "cubic, 1-16-16-1", LeastSquares(regression, inputs: cubic.inputs, targets: cubic.targets),
        regression.initialParameters(seed: UInt64(settings.seed)), at: [100])
    }
    let unit = try LeastSquares(
      Networks.unit(), inputs: UnitProblem.inputs, targets: UnitProblem.targets)
    _ = try look("one unit", unit, UnitProblem.start, at: [20])
    progress.show("damping")
    return JacobianFindings(
      views: views, damping: try DampingStudy(spirals, at: points[1], count: settings.size(85, quick: 29)),
      rowInterval: settings.size(8, quick: 2))
  }
}
