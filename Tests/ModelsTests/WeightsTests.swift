// SPDX-License-Identifier: Apache-2.0
import Models
import Tensors
import TestSupport
import Testing

@Suite("Weights in files") struct WeightsTests {
  private static func network() throws -> Model {
    try Model(input: [3]) {
      Dense(4)
      Tanh()
      Dense(2)
    }
  }

  @Test("They read back to the same bits, and as Float to the nearest")
  func roundTrip() throws {
    let folder = try Folder()
    let net = try Self.network()
    let parameters = net.initialParameters(seed: 3)
    try net.write(parameters, safetensors: folder("a.safetensors"))
    try net.write(parameters, npz: folder("a.npz"))
    #expect(try net.parameters(safetensors: folder("a.safetensors")) == parameters)
    #expect(try net.parameters(npz: folder("a.npz")) == parameters)
    try net.write(parameters, safetensors: folder("b.safetensors"), as: Float.self)
    #expect(try net.parameters(safetensors: folder("b.safetensors")) == parameters.map { Double(Float($0)) })
    #expect(try SafetensorsFile(folder("b.safetensors")).elementType(of: "0.weight") == .float32)
  }

  @Test("Names and layout are PyTorch's: a weight is [outputs, inputs], the output W·x + b")
  func layout() throws {
    let net = try Self.network()
    let weights: NamedTensors<Double> = try net.weights(of: net.initialParameters(seed: 3))
    #expect(weights.map(\.name) == ["0.weight", "0.bias", "2.weight", "2.bias"])
    #expect(weights.map(\.tensor.shape) == [[4, 3], [4], [2, 4], [2]])
    let x: Tensor<Double> = [0.3, -0.7, 1.1]
    let (w0, w2) = (try #require(weights["0.weight"]), try #require(weights["2.weight"]))
    let hidden = try matmul(w0, x).map { CLibrary.tanh($0) }
    let expected = try matmul(w2, hidden)
    let outputs = try net.outputs(for: x.reshaped(to: [1, 3]), parameters: net.initialParameters(seed: 3))
    #expect(zip(outputs.scalars, expected.scalars).allSatisfy { abs($0 - $1) < 1e-12 })
  }

  @Test("All that does not fit is listed, and nothing is half loaded")
  func mismatch() throws {
    let folder = try Folder()
    let net = try Self.network()
    var weights: NamedTensors<Double> = try net.weights(of: net.initialParameters(seed: 3))
    weights["0.bias"] = nil
    weights["2.weight"] = .zeros([4, 2])
    weights["head.weight"] = [1]
    try weights.write(npz: folder("other.npz"))
    let error = #expect(throws: WeightsError.self) { try net.parameters(npz: folder("other.npz")) }
    #expect(
      error?.description
        == "\(folder("other.npz")): the tensors are not the parameters of the model; missing: 0.bias; "
        + "extra: head.weight; 2.weight has shape [4, 2], not [2, 4]")
  }
}
