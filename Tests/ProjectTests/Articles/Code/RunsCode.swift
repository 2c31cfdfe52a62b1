// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Wengert

@Suite("The code of the articles on whole runs")
struct RunsCode {
  /// The paths of files that are removed in the end.
  private final class Paths {
    let names: [String]

    init(_ count: Int) {
      let folder = FileManager.default.temporaryDirectory
      names = (0..<count).map { _ in folder.appending(path: "\(UUID())").path(percentEncoded: false) }
    }

    deinit {
      for name in names {
        try? FileManager.default.removeItem(atPath: name)
        try? FileManager.default.removeItem(atPath: name + ".previous")
      }
    }
  }

  // swift-format-ignore
  @Test func fromCSV() throws {
    let files = Paths(4)
    let (path, historyPath, netPath, weightsPath) = (files.names[0], files.names[1], files.names[2], files.names[3])
    var draws = Xoshiro256(seed: 3)
    let blobs = Dataset.blobs(120, around: [(1.4, 0.2), (4.3, 1.3), (5.5, 2)], deviation: 0.2, using: &draws)
    let names = ["setosa", "versicolor", "virginica"]
    try Table([
      ("petal length", .numbers((0..<120).map { blobs.inputs[$0, 0] })),
      ("petal width", .numbers((0..<120).map { blobs.inputs[$0, 1] })),
      ("species", .text(blobs.targets.scalars.map { names[Int($0)] })),
    ]).write(csv: path)

    let flowers = try Table(csv: path)
    let species = try flowers.categories(of: "species")
    let data = try Dataset(
      inputs: flowers.tensor(of: ["petal length", "petal width"]),
      targets: flowers.tensor(of: "species", numbering: species))

    var random = Xoshiro256(seed: 1)
    let (training, heldOut) = data.split(holdingOut: 0.25, using: &random)

    let net = try Model(input: [2]) { Dense(8); Tanh(); Dense(species.count) }
    let trained = try train(
      net, on: training, validating: heldOut, loss: CrossEntropy(.classes),
      with: AdamW(learningRate: 1e-2).inBatches(of: 16, epochs: 200),
      options: TrainingOptions(
        patience: 20, metrics: [.accuracy], scaling: .standardInputs(training), progress: .standardError))

    let outputs = try trained(heldOut.inputs)
    print(try ConfusionMatrix(outputs: outputs, targets: heldOut.targets))
    let answers = outputs.largestPlaces().scalars.map { species[Int($0)] }
    try trained.history.write(csv: historyPath)

    try trained.predictor.write(safetensors: netPath)
    let predictor = try Predictor(net, safetensors: netPath)
    let again = try predictor(heldOut.inputs)

    try net.write(trained.parameters, safetensors: weightsPath, as: Float.self)
    let parameters = try net.parameters(safetensors: weightsPath)

    let truth = heldOut.targets.scalars.map { names[Int($0)] }
    #expect(zip(answers, truth).count(where: ==) >= 27)
    #expect(again == outputs)
    #expect(parameters == trained.parameters.map { Double(Float($0)) })
    #expect(try Table(csv: historyPath).rowCount == trained.history.count)
  }

  // swift-format-ignore
  @Test func large() throws {
    let files = Paths(1)
    let path = files.names[0]
    let hours = (0..<24).map(Double.init)
    try Table([("distance", .numbers(hours.map { $0 * $0 })), ("hour", .numbers(hours)), ("fare", .numbers(hours.map { 3 + 2 * $0 }))])
      .write(csv: path)
    let model = try Model(input: [2]) { Dense(1) }

    let rides = try StreamedDataset(csv: path, inputs: ["distance", "hour"], targets: ["fare"], blockSize: 10_000)
    let trained = try train(
      model, on: rides, loss: HuberError(), with: Adam().inBatches(of: 256, epochs: 5),
      options: TrainingOptions(scaling: .standard(try rides.samples(0..<rides.count))))
    try trained.predictor.forEachBlock(of: rides) { rows, fares in
      print(rows, fares.shape)
    }

    let problem = try LeastSquares(model, on: rides)
    let fit = try LevenbergMarquardt.networks.minimize(problem, from: model.initialParameters(seed: 1))

    #expect(trained.history.count == 6)
    #expect(fit.sumOfSquares < 1e-12 && abs(fit.parameters.scalars[1] - 2) < 1e-6)
  }

  // swift-format-ignore
  @Test func seeds() throws {
    var random = Xoshiro256(seed: 1)
    let data = Dataset.sine(40, using: &random)
    let net = try Model(input: [1]) { Dense(6); Tanh(); Dense(1) }
    func run(seed: UInt64) throws -> TrainedModel {
      try train(
        net, on: data, loss: MeanSquaredError(), with: Adam().inBatches(of: 10, epochs: 3, seed: seed),
        options: TrainingOptions(seed: seed))
    }

    let (a, b) = (try run(seed: 1), try run(seed: 1))
    let isSame = a.parameters == b.parameters
    let isOther = try run(seed: 2).parameters != a.parameters

    #expect(isSame && isOther)
  }

  // swift-format-ignore
  @Test func interrupted() throws {
    let files = Paths(1)
    let path = files.names[0]
    var random = Xoshiro256(seed: 1)
    let data = Dataset.sine(40, using: &random)
    let net = try Model(input: [1]) { Dense(6); Tanh(); Dense(1) }

    var options = TrainingOptions(progress: .standardError)
    options.checkpoints = Checkpoints(path, every: .epochs(5))
    options.stop = .onInterrupt()
    let trained = try train(
      net, on: data, loss: MeanSquaredError(), with: Adam().inBatches(of: 10, epochs: 20), options: options)
    if trained.status == .stopped(by: .cancellation) { return }

    #expect(try net.parameters(safetensors: path) == trained.parameters)
  }
}
