// SPDX-License-Identifier: Apache-2.0
import Models
import Optimization
import Tensors
import Testing

@Suite("Histories in files") struct HistoryFilesTests {
  @Test("NaN and infinity survive in both formats")
  func nonFinite() throws {
    let folder = try Folder()
    var source = Xoshiro256(seed: 3)
    let (training, heldOut) = Dataset.sine(20, using: &source).split(holdingOut: 0.3, using: &source)
    let model = try Model(input: [1]) { Dense(1) }
    var losses: [Double] = []
    let trained = try train(
      model, on: training, validating: heldOut, loss: MeanSquaredError(),
      with: GradientDescent(learningRate: 1e200).inBatches(of: 5, epochs: 3),
      options: TrainingOptions(metrics: [Metric("odd") { _, _ in -.infinity }])
    ) { record in
      losses.append(record.loss)
      return .continue
    }
    #expect(trained.status == .failed(because: .nonFinite) && losses.contains { $0.isNaN })
    try trained.history.write(csv: folder("history.csv"))
    try trained.history.write(jsonLines: folder("history.jsonl"))
    for table in [try Table(csv: folder("history.csv")), try Table(jsonLines: folder("history.jsonl"))] {
      #expect(
        table.names == [
          "epoch", "loss", "validation loss", "gradient norm", "step length", "seconds", "odd",
        ])
      let read: Tensor<Double> = try table.tensor(of: "loss")
      #expect(read.scalars.count == losses.count)
      #expect(zip(read.scalars, losses).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
      let odd: Tensor<Double> = try table.tensor(of: "odd")
      #expect(odd.scalars.allSatisfy { $0 == -.infinity })
    }
  }

  @Test("1-16-16-1 has 321 parameters: 32, 272 and 17")
  func notebookNetwork() throws {
    let model = try Model(input: [1]) {
      Dense(16)
      Sigmoid()
      Dense(16)
      Sigmoid()
      Dense(1)
    }
    let summary = model.summary()
    #expect(summary.parameterCount == 321)
    #expect(summary.rows.map(\.parameterCount).filter { $0 > 0 } == [32, 272, 17])
    #expect("\(summary)".contains("321 parameters"))
  }

  @Test("Threads do not change a bit", arguments: [1, 2, 4])
  func threads(count: Int) throws {
    var source = Xoshiro256(seed: 9)
    let data = Dataset.moons(600, noise: 0.2, using: &source)
    let model = try Model(input: [2]) {
      Dense(12)
      Tanh()
      Dense(1)
    }
    let regression = try Dataset(inputs: data.inputs, targets: data.targets.reshaped(to: [600, 1]))
    func run() throws -> [Tensor<Double>] {
      [
        try train(
          model, on: regression, with: LevenbergMarquardt.networks, options: TrainingOptions(),
          observing: { $0.epoch == 12 ? .stop : .continue }
        ).parameters,
        try train(
          model, on: regression, loss: MeanSquaredError(), with: Adam().inBatches(of: 50, epochs: 2)
        ).parameters,
      ]
    }
    let before = Processor.threadCount
    defer { Processor.threadCount = before }
    Processor.threadCount = 1
    let one = try run()
    Processor.threadCount = count
    #expect(try run() == one)
  }
}
