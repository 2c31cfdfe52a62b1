// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Tensors
import TestSupport
import Testing

@testable import Models

/// A tensor in a fixture.
struct FixtureTensor: Decodable {
  let shape: [Int]
  let scalars: [Double]

  var tensor: Tensor<Double> { Tensor(unchecked: scalars, shape: Shape(shape)) }
}

/// What Keras' layers return, some of which compute in Float, and how ours are made.
@Suite("Layers are those of Keras") struct KerasLayerTests {
  struct Case: Decodable {
    let name: String
    let inputs: FixtureTensor
    let outputs: FixtureTensor
    let parameters: [String: FixtureTensor]
    /// Of normalisation over the batch: outputs while training, what is observed then, and derivatives.
    let trained, newMean, newVariance, cotangents, scaleSlope, shiftSlope, inputSlope: FixtureTensor?
  }

  static let layers: [String: any Layer] = [
    "dense": Dense(3), "dense over time": Dense(3), "rnn": RNN(3), "lstm": LSTM(3, returning: .all),
    "gru": GRU(3), "layerNorm": LayerNorm(), "attention": SelfAttention(heads: 2),
    "causal attention": SelfAttention(heads: 2, isCausal: true), "embedding": Embedding(7, length: 2),
    "batchNorm": BatchNorm(), "batchNorm of images": BatchNorm(),
    "conv2D": Conv2D(3, size: HeightWidth(3, 2), stride: HeightWidth(2, 1)),
    "conv2D, same, dilated": Conv2D(3, size: 3, padding: .same, dilation: 2), "maxPool2D": MaxPool2D(2),
    "averagePool2D": AveragePool2D(2), "sigmoid": Sigmoid(), "tanh": Tanh(), "relu": Relu(), "elu": Elu(),
    "silu": Silu(), "softplus": Softplus(), "softmax": Softmax(), "logSoftmax": LogSoftmax(), "gelu": Gelu(),
    "leakyRelu": LeakyRelu(slope: 0.1),
  ]

  let cases: [Case]

  init() throws { cases = try fixture("keras/layers") }

  private func model(of test: Case) throws -> (model: Model, parameters: Tensor<Double>) {
    let layer = try #require(Self.layers[test.name], "no layer for \(test.name)")
    let model = try Model(input: Shape(Array(test.inputs.shape.dropFirst()))) { p, x in layer(x, p) }
    #expect(Set(model.parameters.map(\.name)) == Set(test.parameters.keys), "\(test.name)")
    let vector = try Tensor(
      model.parameters.flatMap { parameter in
        let given = try #require(test.parameters[parameter.name])
        #expect(parameter.shape == Shape(given.shape), "\(test.name), \(parameter.name)")
        return given.scalars
      })
    return (model, vector)
  }

  @Test("outputs") func outputsAreTheSame() throws {
    #expect(cases.count == Self.layers.count)
    for test in cases {
      let (model, parameters) = try model(of: test)
      try expectClose(
        try model.outputs(for: test.inputs.tensor, parameters: parameters), test.outputs, test.name)
    }
  }

  @Test("derivatives are those of differences") func derivativesPass() throws {
    for test in cases {
      let (model, parameters) = try model(of: test)
      let sample = test.inputs.tensor.shape.extents.dropFirst().reduce(1, *)
      let input = Tensor(unchecked: Array(test.inputs.scalars[..<sample]), shape: model.inputShape)
      guard model.parameterCount > 0 else { continue }
      let report = try gradcheck(model, at: parameters, input: input)
      #expect(report.passed, "\(test.name)\n\(report)")
    }
  }

  @Test("batch normalisation while training") func batchNormalizationTrains() throws {
    let tests = cases.filter { $0.trained != nil }
    #expect(tests.count == 2)
    for test in tests {
      let (model, parameters) = try model(of: test)
      let form = try #require(model.training)
      let count = test.inputs.shape[0]
      let batch = try form.program.vmap(over: [1], count: count, axisName: TrainingForm.batchAxis)
      let inputs = try Samples(test.inputs.tensor, of: model.inputShape, data: "inputs").samplesLast
      let results = try batch.run([parameters, inputs])
      try expectClose(try results[0].samplesFirst(), test.trained, test.name)
      #expect(form.observed == ["mean", "variance"])
      for (result, expected) in zip(results.dropFirst(), [test.newMean, test.newVariance]) {
        for sample in 0..<count {
          try expectClose(result[0..., sample], expected, test.name)
        }
      }

      let cotangents = try Samples(
        try #require(test.cotangents).tensor, of: model.outputShape, data: "outputs"
      ).samplesLast
      let slopes = try Program(inputs: batch.inputShapes) { v in
        [sum(batch(v)[0] * Variable(cotangents))]
      }.gradient().run([parameters, inputs])
      let named = try model.named(slopes[0])
      try expectClose(try #require(named["scale"]), test.scaleSlope, test.name)
      try expectClose(try #require(named["shift"]), test.shiftSlope, test.name)
      try expectClose(try slopes[1].samplesFirst(), test.inputSlope, test.name)
      #expect(named["mean"] == .zeros([model.outputShape[0]]))

      // The pullback of one sample, batched, sees the whole batch, too.
      let pulled = try form.program.vjp(by: [0]).vmap(
        over: [1] + Array(2..<5), count: count, axisName: TrainingForm.batchAxis)
      let zeros = Tensor<Double>.zeros([model.outputShape[0], count])
      let perSample = try pulled.run([parameters, inputs, cotangents, zeros, zeros])[3]
      #expect(try sum(perSample, along: 1).isClose(to: slopes[0], 1e-12), "\(test.name)")
    }
  }

  private func expectClose(_ actual: Tensor<Double>, _ expected: FixtureTensor?, _ name: String) throws {
    let expected = try #require(expected).tensor
    #expect(actual.isClose(to: expected, 2e-6), "\(name) differs by \(actual.distance(to: expected))")
  }
}
