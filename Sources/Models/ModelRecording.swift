// SPDX-License-Identifier: Apache-2.0
package import Autodiff
package import Tensors

/// How a model runs while it is trained.
package struct TrainingForm: Sendable {
  /// The name of a batch of samples, to `batchMean(_:over:)`.
  package static let batchAxis = "samples"

  /// From the parameters, a sample and its noise to the output and what is observed.
  package let program: Program
  /// The shapes of a sample's noise: numbers in `0..<1`, the inputs from 2 on.
  package let noise: [Shape]
  /// The observed parameters whose new values are the outputs from 1 on.
  package let observed: [String]
}

/// A model as its body recorded it.
struct ModelRecording {
  let parameters: [Parameter]
  let layers: [ModelSummary.Row]
  let dependsOnTraining: Bool
  private let sample: Shape
  private let noise: [Shape]
  private let observed: [String]
  /// From the sample and `inputs` to the output and what is observed.
  private let body: Program
  private let inputs: [ParameterScope.Input]

  init(input: Shape, isTraining: Bool, _ body: (ParameterScope, Variable) throws -> Variable) throws {
    let tape = Tape()
    let variable = tape.input(input, named: "input")
    let scope = ParameterScope(tape: tape, isTraining: isTraining)
    let output = try tape.record { try body(scope, variable) }
    if let error = scope.error { throw error }
    self.body = try tape.program(returning: [output] + scope.observations.map(\.value))
    sample = input
    dependsOnTraining = scope.dependsOnTraining
    noise = scope.noise
    observed = scope.observations.map(\.name)
    inputs = scope.inputs

    var start = 0
    parameters = scope.declarations.map { declaration in
      defer { start += declaration.shape.elementCount }
      return Parameter(
        name: declaration.name, shape: declaration.shape,
        range: start..<start + declaration.shape.elementCount, initializer: declaration.initializer,
        role: declaration.role, penalty: declaration.penalty)
    }
    layers = ModelSummary.rows(of: scope.layers, parameters)
  }

  /// The body with the parameters as one vector in front, the sample, and the noise.
  func program() throws -> Program {
    let count = parameters.last?.range.upperBound ?? 0
    return try Program(inputs: [[count], sample] + noise, named: ["parameters", "input"]) { variables in
      let rest = inputs.map { input in
        switch input {
        case .noise(let number): return variables[2 + number]
        case .parameter(let number):
          let parameter = parameters[number]
          return variables[0][parameter.range].reshaped(to: parameter.shape).named(parameter.name)
        }
      }
      return body([variables[1]] + rest)
    }
  }

  func trainingForm() throws -> TrainingForm {
    TrainingForm(program: try program(), noise: noise, observed: observed)
  }
}
