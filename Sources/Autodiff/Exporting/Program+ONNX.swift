// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// The program as a file of ONNX, for other systems to run.
  ///
  /// Inputs and outputs have the names of the program's variables, or `input0` and `output0` and so on. Operations that
  /// ONNX lacks are composed of its operators, so that their last digits may differ: `expm1` and `log1p` of small numbers,
  /// and `hypot` of huge ones, are less accurate there.
  ///
  /// - Parameters:
  ///   - scalar: The type of its numbers. Not every system runs every operator in `Double`.
  ///   - name: The name of the graph.
  /// - Returns: The bytes of the file, the same for the same program. ONNX operators of version 18.
  /// - Throws: `ONNXError` naming an operation that ONNX cannot express: factorisations and solutions of matrices,
  ///   `scatterAdd`, `atan2`, a user's own.
  public func onnx<Scalar: ExecutionScalar>(
    for scalar: Scalar.Type = Float.self, named name: String = "program"
  ) throws(ONNXError) -> [UInt8] {
    var export = ONNXExport(scalar: scalar == Double.self ? .double : .float)
    let inputs = zip(inputShapes, inputNames).enumerated().map { number, input in
      export.graph.addInput(input.1 ?? "input\(number)", input.0)
    }
    let results = try export.add(self, inputs)
    for (number, result) in results.enumerated() {
      let name = list.names[outputs[number]] ?? "output\(number)"
      export.graph.addOutput(name, result, outputShapes[number])
    }
    return export.graph.encoded(named: name)
  }
}
