// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A model, its parameters, and how its data are scaled: all it takes to predict.
///
/// ```swift
/// try trained.predictor.write(safetensors: "fares.safetensors")
/// // ... in another program:
/// let predictor = try Predictor(model, safetensors: "fares.safetensors")
/// let fares = try predictor(rides)
/// ```
public struct Predictor: Sendable {
  /// The model.
  public let model: Model
  /// Its parameters, `[parameterCount]`.
  public let parameters: Tensor<Double>
  /// How inputs and targets are scaled; predictions undo it.
  public let scaling: Scaling?

  /// The predictor of the given parts. Parameters of another number are an error of the first prediction.
  public init(_ model: Model, parameters: Tensor<Double>, scaling: Scaling? = nil) {
    self.model = model
    self.parameters = parameters
    self.scaling = scaling
  }

  /// The outputs `[m, ...]` for `m` samples, `[m, ...]`, both in their own units.
  ///
  /// - Throws: `ModelError` when the samples have another shape than the model's.
  public func callAsFunction(_ inputs: Tensor<Double>) throws -> Tensor<Double> {
    let outputs = try model.outputs(for: scaling?.inputs?(inputs) ?? inputs, parameters: parameters)
    return try scaling?.targets?.undone(outputs) ?? outputs
  }

  /// Hands the outputs for all samples of a source to `body`, block by block, in order: memory is that of a block.
  ///
  /// - Throws: `ModelError` when the samples have another shape than the model's, and what the source and `body` throw.
  public func forEachBlock(
    of source: some SampleSource, _ body: (_ range: Range<Int>, _ outputs: Tensor<Double>) throws -> Void
  ) throws {
    let size = max(1, source.blockSize ?? source.count)
    for start in stride(from: 0, to: source.count, by: size) {
      let range = start..<min(start + size, source.count)
      try body(range, try self(source.samples(range).inputs))
    }
  }
}

// MARK: Files

extension Predictor {
  /// Where a file has the scaling, as checkpoints do.
  private static let scalingPart = "run/training/scaling"

  /// Writes parameters and scaling as a safetensors file with a checksum. Other programs read the parameters as weights.
  ///
  /// - Throws: `ModelError` when there is not the model's number of parameters, `FileError` when the file cannot be written.
  public func write(safetensors path: String) throws {
    var (parameters, scaling) = (parameters, scaling)
    var archive = StateArchive()
    archive.exchange("parameters", &parameters)
    archive.exchange(Self.scalingPart, &scaling, like: Scaling(inputs: nil, targets: nil))
    try model.moveParameters(of: &archive, from: "parameters")
    try archive.write(safetensors: path)
  }

  /// Reads what `write(safetensors:)` has written, or a checkpoint, whose parameters are those of its moment.
  ///
  /// For weights that another program has written there is `Model.parameters(safetensors:)`.
  ///
  /// - Throws: `FileError` when the file cannot be read or is damaged, `WeightsError` when its tensors are not the parameters.
  public init(_ model: Model, safetensors path: String) throws {
    var archive = try StateArchive(safetensors: path)
    var scaling: Scaling?
    archive.exchange(Self.scalingPart, &scaling, like: Scaling(inputs: nil, targets: nil))
    guard archive.mismatch.isEmpty else { throw WeightsError(path: path, mismatch: archive.mismatch) }
    self.init(model, parameters: try model.parameters(safetensors: path), scaling: scaling)
  }
}
