// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Optimization
import Tensors
import TestSupport
import Testing

@Suite("Training") struct TrainTests {
  private func moons() -> (training: Dataset, heldOut: Dataset) {
    var source = Xoshiro256(seed: 7)
    return Dataset.moons(400, noise: 0.1, using: &source).split(holdingOut: 0.25, using: &source)
  }

  private func classifier(dropout: Double = 0) throws -> Model {
    try Model(input: [2]) {
      Dense(16)
      Tanh()
      if dropout > 0 { Dropout(dropout) }
      Dense(2)
    }
  }

  @Test func batchesLearnToClassify() throws {
    let (training, heldOut) = moons()
    let trained = try train(
      classifier(dropout: 0.1), on: training, validating: heldOut, loss: CrossEntropy(.classes),
      with: Adam(learningRate: 0.02).inBatches(of: 32, epochs: 120), for: Float.self,
      options: TrainingOptions(metrics: [.accuracy]))
    #expect(trained.history.count == 121 && trained.status == .stopped(by: .iterations))
    let last = try #require(trained.history.last)
    #expect(try #require(last.metrics["accuracy"]) > 0.97)
    let matrix = try ConfusionMatrix(outputs: trained(heldOut.inputs), targets: heldOut.targets)
    #expect(matrix.counts[0][0] + matrix.counts[1][1] > 96, "\(matrix)")
    #expect(matrix.counts.joined().reduce(0, +) == 100)
  }

  @Test func theSameSeedIsTheSameRunAndAnotherIsNot() throws {
    let (training, _) = moons()
    func parameters(seed: UInt64) throws -> Tensor<Double> {
      try train(
        classifier(dropout: 0.3), on: training, loss: CrossEntropy(.classes),
        with: GradientDescent(learningRate: 0.1).inBatches(of: 50, epochs: 3),
        options: TrainingOptions(seed: seed)
      ).parameters
    }
    #expect(try parameters(seed: 1) == parameters(seed: 1))
    #expect(try parameters(seed: 1) != parameters(seed: 2))
  }

  @Test func theBestParametersAreKeptAndPatienceEndsTheRun() throws {
    // A few noisy samples and a large network: the validation loss rises in the end.
    var source = Xoshiro256(seed: 3)
    let training = Dataset.sine(12, noise: 0.4, using: &source)
    let heldOut = Dataset.sine(40, using: &source)
    let model = try Model(input: [1]) {
      Dense(30)
      Tanh()
      Dense(1)
    }
    let trained = try train(
      model, on: training, validating: heldOut, loss: MeanSquaredError(), with: BFGS(),
      options: TrainingOptions(patience: 15, metrics: [.rSquared, .rootMeanSquaredError]))
    #expect(trained.status == .stopped(by: .patience))
    let losses = trained.history.compactMap(\.validationLoss)
    let lowest = try #require(losses.min())
    #expect(losses.lastIndex(of: lowest) == losses.count - 16)
    let outputs = try trained(heldOut.inputs)
    let squares = zip(outputs.scalars, heldOut.targets.scalars).reduce(0) {
      $0 + ($1.0 - $1.1) * ($1.0 - $1.1)
    }
    #expect((squares / 40 - lowest).magnitude < 1e-12)
    let best = trained.history[losses.count - 16]
    #expect((try #require(best.metrics["root mean squared error"]) - lowest.squareRoot()).magnitude < 1e-12)
    #expect(try #require(best.metrics["R²"]) > 0.5)
  }

  @Test func leastSquaresTrainByTheirStructure() throws {
    var source = Xoshiro256(seed: 3)
    let data = Dataset.sine(100, noise: 0.05, using: &source)
    let model = try Model(input: [1]) {
      Dense(8)
      Tanh()
      Dense(1)
    }
    var epochs = 0
    let trained = try train(
      model, on: data, with: LevenbergMarquardt(), options: TrainingOptions(metrics: [.rSquared])
    ) { record in
      epochs = record.epoch
      return record.loss < 0.4 ? .stop : .continue
    }
    #expect(trained.status == .stopped(by: .callback) && epochs < 100)
    #expect(try #require(trained.history.last?.metrics["R²"]) > 0.98)
  }

  @Test func aStartThatDoesNotFitIsRefused() throws {
    let (training, _) = moons()
    #expect(throws: ModelError.dataShape(data: "parameters", [1], expected: "[82]")) {
      try train(
        classifier(), on: training, loss: CrossEntropy(.classes), with: BFGS(),
        options: TrainingOptions(from: [1]))
    }
  }
}
