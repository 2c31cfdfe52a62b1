// SPDX-License-Identifier: Apache-2.0
import Foundation
import Models
import Optimization
import Tensors
import TestSupport
import Testing

@Suite("Predictors") struct PredictorTests {
  static let net = Result {
    try Model(input: [1]) {
      Dense(3)
      Tanh()
      Dense(1)
    }
  }

  static func trained(_ scaling: Scaling?, checkpoints: Checkpoints? = nil) throws -> TrainedModel {
    var random = Xoshiro256(seed: 1)
    return try train(
      net.get(), on: Dataset.sine(12, using: &random), loss: MeanSquaredError(),
      with: Adam().inBatches(of: 4, epochs: 3),
      options: TrainingOptions(scaling: scaling, checkpoints: checkpoints))
  }

  static let scalings = [
    nil, Scaling(inputs: Scaler(offset: [3], size: [2]), targets: Scaler(offset: [-1], size: [0.1])),
    Scaling(inputs: nil, targets: Scaler(offset: [0.3], size: [7])),
  ]

  @Test("predict the same bits after a file, or a checkpoint, has kept them", arguments: scalings)
  func roundTrip(scaling: Scaling?) throws {
    let folder = try Folder()
    let trained = try Self.trained(scaling, checkpoints: Checkpoints(folder("run.safetensors")))
    try trained.predictor.write(safetensors: folder("net.safetensors"))
    let inputs: Tensor<Double> = [[-0.5], [0], [2]]
    for name in ["net.safetensors", "run.safetensors"] {
      let again = try Predictor(Self.net.get(), safetensors: folder(name))
      #expect(again.scaling == scaling)
      #expect(try again(inputs) == trained(inputs), "\(name)")
    }
    #expect(try Self.net.get().parameters(safetensors: folder("net.safetensors")) == trained.parameters)
  }

  @Test("map inputs before the model and outputs after it")
  func units() throws {
    let (net, scaling) = (try Self.net.get(), try #require(Self.scalings[1]))
    let predictor = Predictor(net, parameters: net.initialParameters(seed: 2), scaling: scaling)
    let outputs = try net.outputs(for: [[0.5]], parameters: predictor.parameters)
    // Inputs are (x - 3)/2, outputs 0.1y - 1.
    let predicted = try predictor([[4]])
    #expect(abs(predicted.scalars[0] - (0.1 * outputs.scalars[0] - 1)) < 1e-15)
  }

  @Test("of another model, or none, are refused by name")
  func refusals() throws {
    let folder = try Folder()
    try Self.trained(nil).predictor.write(safetensors: folder("net.safetensors"))
    let other = try Model(input: [1]) {
      Dense(4)
      Tanh()
      Dense(1, bias: nil)
    }
    let mismatch = #expect(throws: WeightsError.self) {
      try Predictor(other, safetensors: folder("net.safetensors"))
    }
    #expect(try #require(mismatch).description.contains("extra: 2.bias"))
    #expect(try #require(mismatch).description.contains("0.weight has shape [3, 1], not [4, 1]"))
    let net = try Self.net.get()
    try net.write(net.initialParameters(seed: 1), safetensors: folder("weights.safetensors"))
    #expect(throws: FileError.self) { try Predictor(net, safetensors: folder("weights.safetensors")) }
    #expect(throws: ModelError.self) { try Predictor(net, parameters: [1, 2])([[1]]) }
  }

  @Test("that were damaged on disk are refused")
  func damage() throws {
    let folder = try Folder()
    try Self.trained(Self.scalings[1]).predictor.write(safetensors: folder("net.safetensors"))
    let bytes = Array(try Data(contentsOf: URL(filePath: folder("net.safetensors"))))
    for position in stride(from: 0, to: bytes.count, by: 7) {
      var damaged = bytes
      damaged[position] ^= 0x10
      try Data(damaged).write(to: URL(filePath: folder("damaged.safetensors")))
      #expect(throws: (any Error).self, "byte \(position)") {
        try Predictor(Self.net.get(), safetensors: folder("damaged.safetensors"))
      }
    }
  }
}
