// SPDX-License-Identifier: Apache-2.0
public import Tensors

// Weights have the names under which they were declared, `0.weight` or `encoder.bias`, as in PyTorch's `state_dict`. They are
// row-major, in the layouts of PyTorch: a `Dense` weight is `[outputs, inputs]`.

extension Model {
  /// The parameters as named tensors, in their order.
  ///
  /// - Throws: `ModelError` when the vector has another length.
  public func weights<Scalar: Real>(
    of parameters: Tensor<Double>, as type: Scalar.Type = Scalar.self
  ) throws -> NamedTensors<Scalar> {
    let named = try named(parameters)
    var weights = NamedTensors<Scalar>()
    for parameter in self.parameters { weights[parameter.name] = named[parameter.name].map { Tensor($0) } }
    return weights
  }

  /// The parameter vector of named tensors, `[parameterCount]`. All that do not fit are in the error.
  ///
  /// - Throws: `WeightsError` naming the parameters that are missing, the tensors that are none, and those of another shape.
  public func parameters<Scalar: Real>(from weights: NamedTensors<Scalar>) throws(WeightsError) -> Tensor<
    Double
  > {
    let (vector, mismatch) = gathered(weights)
    guard mismatch.isEmpty else { throw WeightsError(path: nil, mismatch: mismatch) }
    return vector
  }

  /// Writes parameters as a safetensors file, which PyTorch, JAX and others read by the `safetensors` package.
  ///
  /// - Parameters:
  ///   - parameters: The parameter vector, `[parameterCount]`.
  ///   - type: The type of the numbers in the file: `Double` for the same bits again, `Float` for half the size.
  /// - Throws: `ModelError` when the vector has another length, `FileError` when the file cannot be written.
  public func write<Scalar: Real>(
    _ parameters: Tensor<Double>, safetensors path: String, as type: Scalar.Type = Double.self
  ) throws {
    try weights(of: parameters, as: type).write(safetensors: path)
  }

  /// Writes parameters as an NPZ file, which `numpy.load` reads.
  ///
  /// - Parameters:
  ///   - parameters: The parameter vector, `[parameterCount]`.
  ///   - type: The type of the numbers in the file: `Double` for the same bits again, `Float` for half the size.
  /// - Throws: `ModelError` when the vector has another length, `FileError` when the file cannot be written.
  public func write<Scalar: Real>(
    _ parameters: Tensor<Double>, npz path: String, as type: Scalar.Type = Double.self
  ) throws {
    try weights(of: parameters, as: type).write(npz: path)
  }

  /// Reads the parameter vector, `[parameterCount]`, from a safetensors file of any type of numbers. The weights in a
  /// checkpoint are read, too.
  ///
  /// - Throws: `FileError` when the file cannot be read, `WeightsError` when its tensors are not the parameters.
  public func parameters(safetensors path: String) throws -> Tensor<Double> {
    var weights = try NamedTensors<Double>(safetensors: path)
    // What a checkpoint holds beside the weights.
    for name in weights.map(\.name) where name.hasPrefix("run/") { weights[name] = nil }
    return try parameters(weights, at: path)
  }

  /// Reads the parameter vector, `[parameterCount]`, from an NPZ file of any type of numbers.
  ///
  /// - Throws: `FileError` when the file cannot be read, `WeightsError` when its arrays are not the parameters.
  public func parameters(npz path: String) throws -> Tensor<Double> {
    try parameters(try NamedTensors<Double>(npz: path), at: path)
  }

  private func parameters(_ weights: NamedTensors<Double>, at path: String) throws(WeightsError) -> Tensor<
    Double
  > {
    let (vector, mismatch) = gathered(weights)
    guard mismatch.isEmpty else { throw WeightsError(path: path, mismatch: mismatch) }
    return vector
  }

  /// The parameter vector of the tensors that fit, and what does not.
  func gathered<Scalar: Real>(_ weights: NamedTensors<Scalar>) -> (Tensor<Double>, StateMismatch) {
    var mismatch = StateMismatch()
    var vector: [Double] = []
    vector.reserveCapacity(parameterCount)
    for parameter in parameters {
      guard let weight = weights[parameter.name] else {
        mismatch.missing.append(parameter.name)
        continue
      }
      guard weight.shape == parameter.shape else {
        mismatch.unfit.append("\(parameter.name) has shape \(weight.shape), not \(parameter.shape)")
        continue
      }
      vector += weight.scalars.map(Double.init)
    }
    let known = Set(parameters.map(\.name))
    mismatch.extra = weights.map(\.name).filter { !known.contains($0) }
    return (Tensor(vector), mismatch)
  }
}

/// Named tensors that are not the parameters of a model.
public struct WeightsError: Error, Hashable, CustomStringConvertible {
  /// The file; `nil` for tensors in memory.
  public let path: String?
  /// What is missing, what nothing asks for, and what has another shape.
  public let mismatch: StateMismatch

  /// One line with all names.
  public var description: String {
    (path.map { $0 + ": " } ?? "") + "the tensors are not the parameters of the model; \(mismatch)"
  }
}
