// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Gradcheck
public import Tensors

/// Checks the derivatives of a model's outputs by each of its learned parameters, for one sample.
///
/// ```swift
/// let report = try gradcheck(net, at: net.initialParameters(seed: 1), input: y)
/// ```
/// - Parameters:
///   - vector: The parameters, `[parameterCount]`.
///   - input: One sample.
///   - scalar: The type that the derivatives are wanted in.
/// - Throws: `ModelError` when the parameters or the sample have another shape.
/// - Complexity: About ten evaluations for each checked parameter, and a pullback for each output.
public func gradcheck<Scalar: ExecutionScalar>(
  _ model: Model, at vector: Tensor<Double>, input: Tensor<Double>, for scalar: Scalar.Type = Double.self,
  options: GradcheckOptions = GradcheckOptions()
) throws -> GradcheckReport {
  let values = try model.named(vector)
  guard input.shape == model.inputShape else {
    throw ModelError.dataShape(data: "input", input.shape, expected: "\(model.inputShape)")
  }
  let parameters = model.parameters
  let program = try Program(
    inputs: parameters.map(\.shape) + [model.inputShape], named: parameters.map(\.name) + ["input"]
  ) { variables in
    let pieces = variables.dropLast().map { $0.flattened() }
    return model.program([concatenate(pieces), variables[parameters.count]])
  }
  return try gradcheck(
    program, at: parameters.compactMap { values[$0.name] } + [input],
    by: parameters.indices.filter { parameters[$0].role == .learned }, for: scalar, options: options)
}
