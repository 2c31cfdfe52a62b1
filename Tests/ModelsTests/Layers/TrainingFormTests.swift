// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

@testable import Models

@Suite("How models run while they are trained") struct TrainingFormTests {
  @Test func onlyModelsThatNeedItHaveATrainingForm() throws {
    #expect(try Model(input: [2]) { Dense(3) }.training == nil)
    #expect(
      try Model(input: [2]) {
        Dense(3)
        Dropout(0.5)
      }.training != nil)
  }

  @Test func dropoutDropsItsShareAndKeepsTheMean() throws {
    let model = try Model(input: [1000]) { Dropout(0.3) }
    var source = Xoshiro256(seed: 5)
    let x = Tensor<Double>.uniform([1000], from: 1, to: 2, using: &source)
    #expect(try model.program.run([[], x])[0] == x)
    let form = try #require(model.training)
    #expect(form.noise == [[1000]])
    let noise = Tensor<Double>.uniform([1000], from: 0, to: 1, using: &source)
    let y = try form.program.run([[], x, noise])[0]
    for (y, (x, u)) in zip(y.scalars, zip(x.scalars, noise.scalars)) {
      #expect(abs(y - (u >= 0.3 ? x / 0.7 : 0)) < 1e-15)
    }
  }

  @Test func aShareThatLeavesNothingIsRefused() throws {
    let error = try #require(throws: ModelError.self) { try Model(input: [2]) { Dropout(1) } }
    #expect(error.description == "layer 0 is applied to shape [2]: the rate 1.0 is outside 0..<1")
  }

  @Test func trainingMustDeclareTheSameParameters() {
    #expect(throws: ModelError.trainingDeclaresOthers) {
      try Model(input: [2]) { p, x in
        let y = p("drop", Dropout(0.5), x)
        return p.isTraining ? y * p("scale", [2]) : y
      }
    }
  }
}
