// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct OptimizationErrorTests {
  struct Row {
    let run: @Sendable () throws -> Void
    let text: String

    init(_ text: String, _ run: @escaping @Sendable () throws -> Void) {
      self.run = run
      self.text = text
    }
  }

  private static let rosenbrock = ResidualFunction.rosenbrock
  private static let start: Tensor<Double> = [-1.2, 1]

  private static func fit(_ method: LevenbergMarquardt) throws {
    _ = try method.minimize(rosenbrock, from: start)
  }
  private static func minimize(_ method: some Optimizer) throws {
    _ = try method.minimize(rosenbrock, from: start)
  }

  static let rows = [
    Row("LAMB.layers is [-1]; accepted: positive numbers that add up to 2 parameters") {
      try minimize(LAMB(layers: [-1]))
    },
    Row("LAMB.layers is [1]; accepted: positive numbers that add up to 2 parameters") {
      try minimize(LAMB(layers: [1]))
    },
    Row(
      "Muon.matrices[0] is (offset: 0, rows: 10, columns: 10); "
        + "accepted: an offset of 0 or more and positive extents, within 2 parameters"
    ) {
      try minimize(Muon(matrices: [(0, 10, 10)]).clipped(norm: 1))
    },
    Row(
      "Muon.matrices[0] is (offset: 1, rows: 2, columns: 1); "
        + "accepted: an offset of 0 or more and positive extents, within 2 parameters"
    ) {
      try minimize(Muon(matrices: [(1, 2, 1)]))
    },
    Row("Dogleg.scaling is given([1.]); accepted: 2 positive numbers") {
      _ = try Dogleg(scaling: .given([1])).minimize(rosenbrock, from: start)
    },
    Row("Adam.learningRate is -0.1; accepted: a positive finite number") {
      try minimize(Adam(learningRate: -0.1))
    },
    Row("Adam.learningRate is nan; accepted: a positive finite number") {
      try minimize(Adam(learningRate: .nan))
    },
    Row("Adam.meanDecay is 1.0; accepted: 0 or more, and less than 1") { try minimize(Adam(meanDecay: 1)) },
    Row("Adam.meanSquareDecay is -1.0; accepted: 0 or more, and less than 1") {
      try minimize(Adam(meanSquareDecay: -1))
    },
    Row("Adam.epsilon is 0.0; accepted: a positive finite number") { try minimize(Adam(epsilon: 0)) },
    Row("Adam.gradientTolerance is 2.0; accepted: 0 or more, and less than 1") {
      try minimize(Adam(gradientTolerance: 2))
    },
    Row("GradientDescent.learningRate is inf; accepted: a positive finite number") {
      try minimize(GradientDescent(learningRate: .infinity))
    },
    Row("GradientDescent.momentum is 1.5; accepted: 0 or more, and less than 1") {
      try minimize(GradientDescent(learningRate: 1, momentum: .nesterov(1.5)))
    },
    Row("BFGS.gradientTolerance is nan; accepted: 0 or more, and less than 1") {
      try minimize(BFGS(gradientTolerance: .nan))
    },
    Row("StrongWolfe.sufficientDecrease is 0.5; accepted: between 0 and 0.5") {
      try minimize(BFGS(lineSearch: StrongWolfe(sufficientDecrease: 0.5)))
    },
    Row("StrongWolfe.curvature is 1e-05; accepted: between sufficientDecrease, 0.0001, and 1") {
      try minimize(BFGS(lineSearch: StrongWolfe(curvature: 1e-5)))
    },
    Row("StrongWolfe.evaluationLimit is 0; accepted: 1 or more") {
      try minimize(BFGS(lineSearch: StrongWolfe(evaluationLimit: 0)))
    },
    Row("LevenbergMarquardt.initialDamping is 0.0; accepted: a positive finite number") {
      try fit(LevenbergMarquardt(initialDamping: 0))
    },
    Row("LevenbergMarquardt.firstStepBound is 0.0; accepted: a positive number") {
      try fit(LevenbergMarquardt(firstStepBound: 0))
    },
    Row("LevenbergMarquardt.gradientTolerance is -1.0; accepted: 0 or more, and less than 1") {
      try fit(LevenbergMarquardt(gradientTolerance: -1))
    },
    Row("LevenbergMarquardt.stepTolerance is 1.0; accepted: 0 or more, and less than 1") {
      try fit(LevenbergMarquardt(stepTolerance: 1))
    },
    Row("LevenbergMarquardt.objectiveTolerance is nan; accepted: 0 or more, and less than 1") {
      try fit(LevenbergMarquardt(objectiveTolerance: .nan))
    },
    Row("LevenbergMarquardt.rejectionLimit is 0; accepted: 1 or more") {
      try fit(LevenbergMarquardt(rejectionLimit: 0))
    },
    Row("limits.iterations is -1; accepted: 0 or more") { try minimize(BFGS(limits: .iterations(-1))) },
    Row("limits.evaluations is 0; accepted: 1 or more") {
      try fit(LevenbergMarquardt(limits: Limits(evaluations: 0)))
    },
    Row("limits.time is -1.0 seconds; accepted: 0 s or more") {
      try minimize(Adam(limits: Limits(time: .seconds(-1))))
    },
    Row("limits.target is nan; accepted: a number") { try minimize(BFGS(limits: Limits(target: .nan))) },
    Row("start has shape [3]; the function takes 2 parameters, shape [2]") {
      _ = try LevenbergMarquardt().minimize(rosenbrock, from: [1, 2, 3])
    },
    Row("start has shape [1, 2]; the function takes 2 parameters, shape [2]") {
      _ = try BFGS().minimize(rosenbrock, from: [[1, 2]])
    },
    Row("start has shape []; the function takes 2 parameters, shape [2]") {
      _ = try Adam().minimize(rosenbrock, from: 1)
    },
    Row("the function returned a gradient of shape [1]; expected [2]") {
      _ = try BFGS().minimize(TestObjective(parameters: 2) { _ in (1, [1]) }, from: [1, 2])
    },
    Row("the function returned residuals of shape [2]; expected [3]") {
      _ = try LevenbergMarquardt().minimize(
        ResidualFunction(parameters: 1, residuals: 3) { x in [x[0], x[0]] }, from: [1])
    },
  ]

  @Test("the error names what is wrong and what is accepted", arguments: rows)
  func text(_ row: Row) {
    let error = #expect(throws: OptimizationError.self) { try row.run() }
    #expect(error?.description == row.text)
  }
}
