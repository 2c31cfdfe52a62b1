// SPDX-License-Identifier: Apache-2.0
import Models
import Tensors
import TestSupport
import Testing

@Suite struct ModelONNXTests {
  @Test func theFileHoldsTheModelWithItsParameters() throws {
    let model = try Model(input: [2]) {
      Dense(5)
      BatchNorm()
      Gelu()
      Dropout(0.5)
      Dense(3)
      Softmax()
    }
    let w = model.initialParameters(seed: 4)
    let x: Tensor<Double> = [[1, 2], [-3, 0.5], [0, 0], [2, -1]]
    let batch = try ONNXModel(model.onnx(parameters: w, samples: 4, for: Double.self))
    #expect(batch.inputs == [ONNXModel.Value(name: "input", elementType: 11, shape: [4, 2])])
    #expect(batch.outputs == [ONNXModel.Value(name: "output", elementType: 11, shape: [4, 3])])
    let expected = try model.outputs(for: x, parameters: w)
    #expect(try batch.run([x])[0].isClose(to: expected))
    let single = try ONNXModel(model.onnx(parameters: w, for: Double.self))
    #expect(try single.run([x[1, 0..<2]])[0].isClose(to: expected[1, 0..<3]))
    #expect(throws: ModelError.self) { try model.onnx(parameters: [1]) }
  }
}
