// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Tensors

extension Model {
  /// The model with its parameters as a file of ONNX, for other systems to run.
  ///
  /// - Parameters:
  ///   - parameters: The parameter vector, `[parameterCount]`; it becomes part of the file.
  ///   - count: The number of samples that the graph takes at a time, along the first axis of its input and output;
  ///     `nil` for one sample without that axis.
  ///   - scalar: The type of its numbers.
  /// - Throws: `ModelError` when the vector has another length, `ONNXError` naming an operation that ONNX cannot express.
  public func onnx<Scalar: ExecutionScalar>(
    parameters: Tensor<Double>, samples count: Int? = nil, for scalar: Scalar.Type = Float.self
  ) throws -> [UInt8] {
    try check(parameters)
    let batch = try count.map { try program.vmap(over: [1], count: $0) }
    let input = count.map { Shape([$0] + inputShape.extents) } ?? inputShape
    return try Program(inputs: [input], named: ["input"]) { v in
      guard let batch else { return [program([Variable(parameters), v[0]])[0].named("output")] }
      let samplesLast = v[0].transposed(Array(1..<input.rank) + [0])
      let outputs = batch([Variable(parameters), samplesLast])[0]
      return [outputs.transposed([outputs.rank - 1] + Array(0..<outputs.rank - 1)).named("output")]
    }.simplified().onnx(for: scalar, named: "model")
  }
}
