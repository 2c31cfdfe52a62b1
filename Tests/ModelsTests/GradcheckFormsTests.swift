// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Models
import Optimization
import TestSupport
import Tensors
import Testing

/// Models, objectives and least-squares problems are checked as they are.
@Suite("The forms of gradcheck for models")
struct GradcheckFormsTests {
  static func network() throws -> Model {
    try Model(input: [3]) {
      Dense(4)
      Tanh()
      Dense(2)
    }
  }

  @Test("parameters of another function are refused")
  func foreignParameters() throws {
    let problem = try LeastSquares(parameters: 2, inputs: [1, 2], targets: [1, 2]) { b, x in b[0] + b[1] * x }
    let parameters = try Self.network().parameters
    #expect(throws: ShapeError.self) { try gradcheck(problem, at: [1, 2], parameters: parameters) }
  }

  @Test("a model by each of its parameters", arguments: 1...3)
  func model(_ seed: UInt64) throws {
    let model = try Self.network()
    let report = try gradcheck(model, at: model.initialParameters(seed: seed), input: [0.5, -1, 2])
    #expect(report.passed, "seed \(seed)\n\(report)")
    #expect(report.inputs.map(\.name) == model.parameters.map(\.name))
    #expect(report.inputs.map(\.shape) == model.parameters.map(\.shape))
    #expect(report.inputs.map(\.entryCount) == model.parameters.map { 2 * $0.shape.elementCount })
    let float = try gradcheck(
      model, at: model.initialParameters(seed: seed), input: [0.5, -1, 2], for: Float.self)
    #expect(float.passed && float.precision?.scalar == "Float")
  }

  @Test("a model's mistakes are thrown")
  func mistakes() throws {
    let model = try Self.network()
    let parameters: Tensor<Double> = model.initialParameters(seed: 1)
    #expect(throws: ModelError.self) { try gradcheck(model, at: [1, 2], input: [1, 2, 3]) }
    #expect(throws: ModelError.self) { try gradcheck(model, at: parameters, input: [1, 2]) }
  }

  @Test("an objective, recorded")
  func objective() throws {
    let objective = try Objective(parameters: 3) { x in sum(exp(x) * x) }
    let report = try gradcheck(objective, at: [0.5, -1, 0.25])
    #expect(report.passed, "\(report)")
    #expect(report.derivatives == "gradient" && report.inputs[0].name == "parameters")
    #expect(report.identities.map(\.name) == ["value = value with gradient"])
    #expect(report.identities.allSatisfy { $0.verdict == .passed })
  }

  /// `Σ xᵢ²` by hand, with something wrong.
  struct Bowl: ObjectiveFunction {
    var slope = 2.0
    var offset = 0.0
    var parameterCount: Int { 3 }
    func value(at x: Tensor<Double>) -> Double { x.scalars.reduce(0) { $0 + $1 * $1 } }
    func valueWithGradient(at x: Tensor<Double>) -> (value: Double, gradient: Tensor<Double>) {
      (value(at: x) + offset, slope * x)
    }
  }

  @Test("an objective by hand: its gradient, and its two values")
  func handWritten() throws {
    let point: Tensor<Double> = [1, 2, 3]
    #expect(try gradcheck(Bowl(), at: point).passed)
    let half = try gradcheck(Bowl(slope: 1), at: point)
    #expect(half.verdict == .failed)
    #expect(half.inputs[0].diagnosis?.factor == 2)
    let other = try gradcheck(Bowl(offset: 1), at: point)
    #expect(other.verdict == .failed && other.identities[0].verdict == .failed)
    #expect(other.inputs[0].verdict == .passed)
    #expect(other.description.contains("value = value with gradient"))
  }

  /// A sum that is another one each time.
  final class Drifting: ObjectiveFunction {
    private var calls = 0.0
    let parameterCount = 2
    func value(at x: Tensor<Double>) -> Double {
      calls += 1
      return x.scalars.reduce(calls) { $0 + $1 }
    }
    func valueWithGradient(at x: Tensor<Double>) -> (value: Double, gradient: Tensor<Double>) {
      (value(at: x), .ones([2]))
    }
  }

  @Test("an objective that is not the same twice")
  func drifting() throws {
    let report = try gradcheck(Drifting(), at: [1, 2])
    #expect(report.verdict == .failed)
    #expect(
      report.notes == [
        "The function is not the same when it is evaluated again at the same point: fix the seed of its random "
          + "numbers, or look for state that it keeps."
      ], "\(report)")
  }

  @Test("a least-squares problem: Jacobian, gradient and products")
  func leastSquares() throws {
    let model = try Self.network()
    var draws = Draws(seed: 1)
    let problem = try LeastSquares(model, inputs: draws.tensor([6, 3]), targets: draws.tensor([6, 2]))
    let report = try gradcheck(
      problem, at: model.initialParameters(seed: 1), parameters: model.parameters)
    #expect(report.passed, "\(report)")
    #expect(report.inputs.map(\.name) == model.parameters.map(\.name))
    #expect(report.inputs[0].entryCount == 12 * 12)
    #expect(
      report.identities.map(\.name) == [
        "value = ‖r‖²", "gradient = 2·Jᵀr", "normal equations: Jᵀr", "normal equations: JᵀJ·v = Jᵀ(J·v)",
        "J·v = the product with J", "Jᵀ·u = the product with Jᵀ",
      ])
    #expect(report.identities.allSatisfy { $0.verdict == .passed }, "\(report)")
  }

  /// `(x₀² - 1, x₀·x₁)` by hand.
  struct Residuals: LeastSquaresFunction {
    var slip = 0.0
    var gradientFactor = 2.0
    var parameterCount: Int { 2 }
    var residualCount: Int { 2 }
    func residuals(at x: Tensor<Double>) -> Tensor<Double> {
      let (a, b) = (x.scalars[0], x.scalars[1])
      return Tensor([a * a - 1, a * b])
    }
    func residualsWithJacobian(at x: Tensor<Double>) throws
      -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)
    {
      let (a, b) = (x.scalars[0], x.scalars[1])
      return (residuals(at: x), try Tensor(shape: [2, 2], scalars: [2 * a, slip, b, a]))
    }
    func valueWithGradient(at x: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>) {
      let (residuals, jacobian) = try residualsWithJacobian(at: x)
      let value = residuals.scalars.reduce(0) { $0 + $1 * $1 }
      return (value, gradientFactor * (try matmul(residuals, jacobian)))
    }
  }

  @Test("a least-squares problem by hand: a wrong Jacobian, and a gradient that does not fit it")
  func wrongLeastSquares() throws {
    let point: Tensor<Double> = [1.5, -0.5]
    #expect(try gradcheck(Residuals(), at: point).passed)
    let slipped = try gradcheck(Residuals(slip: 0.1), at: point)
    #expect(slipped.verdict == .failed)
    #expect(slipped.inputs[0].badEntries.map(\.label) == ["parameters[1]"])
    #expect(slipped.inputs[0].badEntries.map(\.output) == ["residuals[0]"])
    #expect(slipped.inputs[0].diagnosis?.kind == .noDependence)
    let halved = try gradcheck(Residuals(gradientFactor: 1), at: point)
    #expect(halved.verdict == .failed && halved.inputs[0].verdict == .passed)
    #expect(halved.identities.filter { $0.verdict == .failed }.map(\.name) == ["gradient = 2·Jᵀr"])
  }

  @Test("a model of 100,000 parameters in one direction takes less than 20 evaluations")
  func directional() throws {
    for activation: any Layer in [Tanh(), Relu()] {
      let model = try Model(input: [260]) {
        Dense(256)
        activation
        Dense(128)
        activation
        Dense(10)
      }
      var draws = Draws(seed: 1)
      let parameters: Tensor<Double> = model.initialParameters(seed: 1)
      let report = try gradcheck(
        model, at: parameters, input: draws.tensor([260]), options: .directional)
      #expect(model.parameterCount > 100_000)
      #expect(report.passed, "\(report)")
      #expect(report.evaluations < 20, "\(report)")
      #expect(report.unvisitedCount == 10 * model.parameterCount)
      #expect(report.description.hasSuffix("\(10 * model.parameterCount) entries not visited"), "\(report)")
    }
  }
}
