// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

/// A function of a sample with parameters to be learned, written for one sample.
///
/// The parameters are declared where they are used, and together form one vector, in the order of their first use.
public struct Model: Sendable {
  /// From the parameter vector `[parameterCount]` and one sample to the output.
  public let program: Program
  /// How the model runs while it is trained; `nil` when as it always does.
  package let training: TrainingForm?
  /// The parameters, in the order of the vector.
  public let parameters: [Parameter]
  /// The shape of one sample.
  public let inputShape: Shape
  /// The layers and the parameters, in a table.
  let layers: [ModelSummary.Row]

  /// The number of elements of all parameters together.
  public var parameterCount: Int { parameters.last?.range.upperBound ?? 0 }

  /// The shape of the output for one sample.
  public var outputShape: Shape { program.outputShapes[0] }

  /// Records a model.
  ///
  /// - Parameters:
  ///   - input: The shape of one sample.
  ///   - body: From the declaration of parameters and a sample to the output. It is called a second time when something
  ///     in it runs in another way while training, as dropout does.
  /// - Throws: `RecordingError` for a mistake in `body`, `ModelError` for one in a declaration, and what `body`
  ///   throws.
  public init(input: Shape, _ body: (ParameterScope, Variable) throws -> Variable) throws {
    let recording = try ModelRecording(input: input, isTraining: false, body)
    parameters = recording.parameters
    inputShape = input
    layers = recording.layers
    program = try recording.program()
    guard recording.dependsOnTraining else {
      training = nil
      return
    }
    let second = try ModelRecording(input: input, isTraining: true, body)
    guard second.parameters == parameters else { throw ModelError.trainingDeclaresOthers }
    training = try second.trainingForm()
  }

  /// A chain of layers: each takes the output of the one before it.
  ///
  /// The parameters of the layer at place `i` are named `i.weight` and so on.
  ///
  /// - Throws: `RecordingError` and `ModelError` when a layer does not fit the one before it.
  public init(input: Shape, @LayerBuilder _ layers: () -> [any Layer]) throws {
    let chain = Chain(layers())
    try self.init(input: input) { scope, sample in chain(sample, scope) }
  }

  init(
    program: Program, training: TrainingForm?, parameters: [Parameter], inputShape: Shape,
    layers: [ModelSummary.Row]
  ) {
    self.program = program
    self.training = training
    self.parameters = parameters
    self.inputShape = inputShape
    self.layers = layers
  }

  /// A parameter vector to start from, drawn by each parameter's initialiser; the same for the same seed, always.
  public func initialParameters(seed: UInt64) -> Tensor<Double> {
    var source = Xoshiro256(seed: seed)
    return Tensor(parameters.flatMap { $0.initializer.tensor($0.shape, using: &source).scalars })
  }

  /// The part of a parameter vector that belongs to each parameter.
  ///
  /// - Throws: `ModelError` when the vector has another length.
  public func named(_ vector: Tensor<Double>) throws -> [String: Tensor<Double>] {
    try check(vector)
    return try Dictionary(
      uniqueKeysWithValues: parameters.map {
        ($0.name, try Tensor(Array(vector.scalars[$0.range])).reshaped(to: $0.shape))
      })
  }

  /// The outputs `[m, ...]` for `m` samples, `[m, ...]`.
  ///
  /// Plans the model for `m` samples each time; to evaluate often, keep `program.vmap(over: [1], count: m)`.
  ///
  /// - Throws: `ModelError` when the parameter vector or the samples have another shape.
  public func outputs(for inputs: Tensor<Double>, parameters: Tensor<Double>) throws -> Tensor<Double> {
    try check(parameters)
    let samples = try Samples(inputs, of: inputShape, data: "inputs")
    let batch = try program.vmap(over: [1], count: samples.count)
    return try batch.run([parameters, samples.samplesLast])[0].samplesFirst()
  }

  /// The program of a model whose parameters are all learned.
  ///
  /// - Throws: `ModelError` naming those that are observed while training.
  var learnedProgram: Program {
    get throws(ModelError) {
      let observed = parameters.filter { $0.role == .observed }.map(\.name)
      guard observed.isEmpty else { throw .observedParameters(observed) }
      return program
    }
  }

  func check(_ vector: Tensor<Double>) throws(ModelError) {
    guard vector.shape == [parameterCount] else {
      throw .dataShape(data: "parameters", vector.shape, expected: "[\(parameterCount)]")
    }
  }
}
