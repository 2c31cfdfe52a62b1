// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A model with a loss over samples, recorded, differentiated and planned as a user would, and data for it.
///
/// All samples are there at once, along the last axis.
final class Workload<Scalar: ExecutionScalar> {
  let parameters: Tensor<Scalar>
  /// `[inputs, samples]`.
  let inputs: Tensor<Scalar>
  /// `[outputs, samples]`.
  let targets: Tensor<Scalar>
  /// The loss from the parameters, the inputs and the targets.
  let loss: Program

  private let forward: Executable<Scalar>
  private let gradient: Executable<Scalar>
  /// What the last run gave; being read, it cannot be optimised away.
  private(set) var value: Scalar = 0

  init(_ model: Model, samples: Int, loss: (_ outputs: Variable, _ targets: Variable) -> Variable) throws {
    self.loss = try Self.loss(of: model, samples: samples, loss)
    var source = Xoshiro256(seed: 3)
    let shapes = self.loss.inputShapes
    parameters = Tensor<Scalar>(model.initialParameters(seed: 1))
    inputs = .standardNormal(shapes[1], using: &source)
    targets = Self.classes(shapes[2])
    forward = self.loss.compiled(for: Scalar.self)
    gradient = try self.loss.valueWithGradient(by: [0]).compiled(for: Scalar.self)
    for executable in [forward, gradient] { try bind(executable) }
  }

  /// Sets the data, and the parameters, of a program that takes those first.
  func bind(_ executable: Executable<Scalar>) throws {
    for (number, data) in [parameters, inputs, targets].enumerated() {
      try executable.setInput(number, to: data)
    }
  }

  /// The program of the loss over a number of samples.
  static func loss(
    of model: Model, samples: Int, _ loss: (_ outputs: Variable, _ targets: Variable) -> Variable
  ) throws -> Program {
    let outputs = try model.program.vmap(over: [1], count: samples)
    return try Program(inputs: outputs.inputShapes + outputs.outputShapes) { v in
      [loss(outputs([v[0], v[1]])[0], v[2])]
    }
  }

  /// The loss alone, at parameters that are set anew.
  func runForward() throws {
    try forward.setInput(0, to: parameters)
    forward.run()
    value = forward.withOutput(0) { $0[0] }
  }

  /// The loss and its gradient, at parameters that are set anew.
  func runGradient() throws {
    try gradient.setInput(0, to: parameters)
    gradient.run()
    value = gradient.withOutput(0) { $0[0] }
  }

  /// The gradient of the last run.
  var lastGradient: Tensor<Scalar> { gradient.output(1) }

  /// One-hot columns, the classes in turn.
  private static func classes(_ shape: Shape) -> Tensor<Scalar> {
    let (count, samples) = (shape[0], shape[1])
    return Tensor(
      unchecked: (0..<count * samples).map { $0 % samples % count == $0 / samples ? 1 : 0 }, shape: shape)
  }
}

/// The sum of squared differences.
func sumOfSquares(_ outputs: Variable, _ targets: Variable) -> Variable {
  let residuals = outputs - targets
  return sum(residuals * residuals)
}

/// The mean of the cross entropies between targets and the softmax of the outputs.
func crossEntropy(_ outputs: Variable, _ targets: Variable) -> Variable {
  mean(logSumExp(outputs, along: 0) - sum(targets * outputs, along: 0))
}
