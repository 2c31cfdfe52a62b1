// SPDX-License-Identifier: Apache-2.0
import Foundation
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

  // swift-format-ignore
  @Test func scaled() throws {
    var random = Xoshiro256(seed: 1)
    let (training, heldOut) = Dataset.sine(40, using: &random).split(holdingOut: 0.2, using: &random)
    let net = try Model(input: [1]) { Dense(6); Tanh(); Dense(1) }

    let trained = try train(
      net, on: training, validating: heldOut, with: LevenbergMarquardt.networks,
      options: TrainingOptions(metrics: [.rSquared], scaling: .standard(training)))

    #expect(try Metric.rSquared.evaluate(trained(heldOut.inputs), heldOut.targets) > 0.9)
  }

  // swift-format-ignore
  @Test func streamed() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "\(UUID()).csv").path(percentEncoded: false)
    defer { try? FileManager.default.removeItem(atPath: path) }
    let hours = (0..<24).map(Double.init)
    try Table([("distance", .numbers(hours)), ("hour", .numbers(hours)), ("fare", .numbers(hours.map { 3 + 2 * $0 }))])
      .write(csv: path)
    let model = try Model(input: [2]) { Dense(1) }

    let rides = try StreamedDataset(csv: path, inputs: ["distance", "hour"], targets: ["fare"], blockSize: 10_000)
    let streamed = try train(
      model, on: rides, loss: HuberError(), with: Adam().inBatches(of: 256, epochs: 5),
      options: TrainingOptions(scaling: .standard(try rides.samples(0..<rides.count))))
    try streamed.forEachBlock(of: rides) { rows, fares in
      print(rows, fares.shape)
    }

    #expect(streamed.history.count == 6)
  }

  // swift-format-ignore
  @Test func interrupted() throws {
    let folder = FileManager.default.temporaryDirectory
    let names = (0..<3).map { _ in folder.appending(path: "\(UUID())").path(percentEncoded: false) }
    let (path, historyPath, weightsPath) = (names[0], names[1], names[2])
    defer { for name in names + [path + ".previous"] { try? FileManager.default.removeItem(atPath: name) } }
    var random = Xoshiro256(seed: 1)
    let data = Dataset.sine(40, using: &random)
    let net = try Model(input: [1]) { Dense(6); Tanh(); Dense(1) }

    var options = TrainingOptions(progress: .standardError)
    options.checkpoints = Checkpoints(path, every: .epochs(5))
    options.stop = .onInterrupt()
    let trained = try train(
      net, on: data, loss: MeanSquaredError(), with: Adam().inBatches(of: 10, epochs: 20), options: options)
    if trained.status == .stopped(by: .cancellation) { return }

    try trained.history.write(csv: historyPath)
    try net.write(trained.parameters, safetensors: weightsPath, as: Float.self)
    let again = try net.parameters(safetensors: weightsPath)

    #expect(again == trained.parameters.map { Double(Float($0)) })
    #expect(try net.parameters(safetensors: path) == trained.parameters)
  }
}
