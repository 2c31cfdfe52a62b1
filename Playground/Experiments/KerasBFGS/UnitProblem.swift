// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The question's problem: one sigmoid unit, two samples, half the sum of the squared errors.
enum UnitProblem {
  static let inputs: Tensor<Double> = [[-1, 2, -3, -1], [3, 2, -1, -4]]
  /// Beyond what a sigmoid reaches, so that the loss has no minimum: it falls towards 1 as the weights grow.
  static let targets: Tensor<Double> = [2, -1]
  /// Four weights and the bias.
  static let start: Tensor<Double> = [1, 2, 3, 4, 1]

  /// The loss of four weights and a bias, `[5]`.
  static func program() throws -> Program {
    try Program(inputs: [[5]], named: ["weights and bias"]) { v in
      let errors = sigmoid(matmul(Variable(inputs), v[0][0..<4]) + v[0][4]) - Variable(targets)
      return [sum(errors * errors) / 2]
    }
  }
}

/// The loss in a scalar type, with its gradient from the tape or from differences.
final class UnitLoss<Scalar: ExecutionScalar>: ObjectiveFunction {
  /// Where the gradient comes from.
  enum Gradient {
    case tape
    /// `(f(θ + h·eᵢ) − f(θ)) / h`, as SciPy takes it.
    case forwardDifferences(step: Double)
  }

  let parameterCount = 5
  /// How often the loss was computed, with its gradient from the tape or without.
  private(set) var evaluations = 0
  private let source: Gradient
  private let loss: Executable<Scalar>
  private let lossWithGradient: Executable<Scalar>

  init(_ source: Gradient) throws {
    self.source = source
    let program = try UnitProblem.program()
    loss = program.compiled(for: Scalar.self)
    lossWithGradient = try program.valueWithGradient().compiled(for: Scalar.self)
  }

  func value(at parameters: Tensor<Double>) throws -> Double {
    evaluations += 1
    return try Double(loss([Tensor<Scalar>(parameters)])[0].scalar())
  }

  func valueWithGradient(at parameters: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>) {
    switch source {
    case .tape:
      evaluations += 1
      let results = try lossWithGradient([Tensor<Scalar>(parameters)])
      return (Double(try results[0].scalar()), Tensor<Double>(results[1]))
    case .forwardDifferences(let step):
      let value = try value(at: parameters)
      let slopes = try parameters.scalars.indices.map { i in
        var moved = parameters
        moved.withMutableScalars { $0[i] += step }
        return (try self.value(at: moved) - value) / step
      }
      return (value, Tensor(slopes))
    }
  }
}
