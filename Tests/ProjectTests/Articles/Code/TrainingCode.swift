// SPDX-License-Identifier: Apache-2.0
import Testing
import Wengert

@Suite("The code of the article on training")
struct TrainingCode {
  // swift-format-ignore
  @Test func batches() throws {
    var random = Xoshiro256(seed: 1)
    let data = Dataset.blobs(40, around: [(-3, 0), (3, 0)], deviation: 0.5, using: &random)
    let net = try Model(input: [2]) { Dense(4); Tanh(); Dense(2) }
    let inputs = data.inputs

    let rule = AdamW(learningRate: 1e-2)
      .scheduled(.cosine(total: 2_000, warmUp: 100))   // the factor of the learning rate, update by update
      .clipped(norm: 1)                                // or clipped(value:)

    let (training, heldOut) = data.split(holdingOut: 0.2, using: &random)
    let trained = try train(
      net, on: training, validating: heldOut, loss: CrossEntropy(.classes),
      with: rule.inBatches(of: 32, epochs: 200), for: Float.self,
      options: TrainingOptions(patience: 20, metrics: [.accuracy]))
    let classes = try trained(inputs).largestPlaces()

    #expect(classes == data.targets)
  }

  // swift-format-ignore
  @Test func secondOrder() throws {
    var random = Xoshiro256(seed: 1)
    let data = Dataset.sine(20, using: &random)
    let (X, T) = (data.inputs, data.targets)
    let net = try Model(input: [1]) { Dense(6); Tanh(); Dense(1) }

    let problem = try LeastSquares(net, inputs: X, targets: T)
    let fit = try LevenbergMarquardt.networks.minimize(problem, from: net.initialParameters(seed: 1))

    #expect(fit.sumOfSquares < 1e-2)
  }
}
