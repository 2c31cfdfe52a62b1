// SPDX-License-Identifier: Apache-2.0
import PlaygroundModels
internal import Testing
internal import Wengert

@testable internal import playground

@Test(
  "the model is the published network, its weights in the published order",
  arguments: TwoSpirals.Inputs.allCases)
func network(inputs: TwoSpirals.Inputs) throws {
  let model = try Networks.spirals()
  #expect(model.parameterCount == 127)
  let samples = try TwoSpirals().samples(inputs)
  for seed in 1...3 as ClosedRange<UInt32> {
    let weights = TwoSpirals.startWeights(seed: seed)
    let plain = PlainNetwork(weights: weights.scalars)
    for part in [samples.training, samples.validation] {
      let problem = try LeastSquares(model, inputs: part.inputs, targets: part.targets)
      let expected = plain.sumOfSquares(part)
      // 800 terms of order 1/4 are added in another order.
      #expect(abs(try problem.value(at: weights) - expected) <= 1e-14 * expected, "seed \(seed)")
    }
  }
}
