// SPDX-License-Identifier: Apache-2.0
import Foundation
import Models
import Optimization
import Synchronization
import Tensors
import Testing

@Suite("Samples on disk") struct StreamedDatasetTests {
  private static func data() -> Dataset {
    var source = Xoshiro256(seed: 5)
    return Dataset.sine(103, noise: 0.1, using: &source)
  }

  private static func network() throws -> Model {
    try Model(input: [1]) {
      Dense(6)
      Tanh()
      Dense(1)
    }
  }

  /// The samples of a data set in blocks, counting how many are read.
  private final class CountedSource: SampleSource {
    let data: Dataset
    let size: Int
    let reads = Mutex<[Int]>([])
    var count: Int { data.count }
    var inputShape: Shape { data.inputShape }
    var targetShape: Shape { data.targetShape }
    var blockSize: Int? { size }

    init(_ data: Dataset, blockSize: Int) { (self.data, size) = (data, blockSize) }

    func samples(_ range: Range<Int>) -> Dataset {
      reads.withLock { $0.append(range.count) }
      return data[range]
    }
  }

  private static func trained(_ source: some SampleSource, seed: UInt64 = 1, epochs: Int = 3) throws
    -> TrainedModel
  {
    try train(
      network(), on: source, loss: MeanSquaredError(),
      with: Adam(learningRate: 0.02).inBatches(of: 10, epochs: epochs, seed: seed))
  }

  @Test("CSV, NPY and memory train to the same bits in the same blocks")
  func sources() throws {
    let folder = try Folder()
    let data = Self.data()
    try Table([
      ("x", .numbers(data.inputs.scalars)), ("other", .text(Array(repeating: "a,b", count: 103))),
      ("y", .numbers(data.targets.scalars)),
    ]).write(csv: folder("data.csv"))
    try data.inputs.write(npy: folder("x.npy"))
    try data.targets.write(npy: folder("y.npy"))
    let csv = try StreamedDataset(csv: folder("data.csv"), inputs: ["x"], targets: ["y"], blockSize: 16)
    let npy = try StreamedDataset(npy: folder("x.npy"), targets: folder("y.npy"), blockSize: 16)
    try data.inputs[0..<1].write(npy: folder("one.npy"))
    #expect(try StreamedDataset(npy: folder("one.npy"), targets: folder("one.npy")).count == 1)
    let memory = CountedSource(data, blockSize: 16)
    #expect(csv.count == 103 && npy.inputShape == [1] && csv.targetShape == [1])
    let reference = try Self.trained(memory)
    for source in [csv, npy] { #expect(try Self.trained(source).parameters == reference.parameters) }
    #expect(try Self.trained(csv, seed: 2).parameters != reference.parameters)
    // One block that holds all is the order of the data set.
    #expect(
      try Self.trained(CountedSource(data, blockSize: 103)).history.last?.loss.isFinite == true)
  }

  @Test("An epoch reads each block about once, and never more than a block at a time")
  func reads() throws {
    let source = CountedSource(Self.data(), blockSize: 16)
    _ = try Self.trained(source, epochs: 1)
    let before = source.reads.withLock { $0.count }
    _ = try Self.trained(source, epochs: 5)
    let reads = source.reads.withLock { $0 }
    #expect(reads.allSatisfy { $0 <= 16 })
    // Seven blocks an epoch, and some that batches share with a neighbour.
    #expect(reads.count - 2 * before <= 4 * 8 + 8, "\(reads.count) after \(before)")
  }

  @Test("The loss over all is that of the data in memory, and so are predictions")
  func wholes() throws {
    let data = Self.data()
    let source = CountedSource(data, blockSize: 30)
    let model = try Self.network()
    let start = model.initialParameters(seed: 4)
    let streamed = try EmpiricalRisk(model, on: source, loss: MeanSquaredError())
    let whole = try EmpiricalRisk(model, on: data, loss: MeanSquaredError())
    let (a, b) = (try streamed.valueWithGradient(at: start), try whole.valueWithGradient(at: start))
    #expect(abs(a.value - b.value) <= 1e-14 * b.value)
    #expect(zip(a.gradient.scalars, b.gradient.scalars).allSatisfy { abs($0 - $1) < 1e-13 })
    let trained = try Self.trained(source)
    var outputs: [Double] = []
    try trained.predictor.forEachBlock(of: source) { range, block in
      #expect(block.shape == [range.count, 1])
      outputs += block.scalars
    }
    #expect(zip(outputs, try trained(data.inputs).scalars).allSatisfy { abs($0 - $1) < 1e-14 })
    // Methods for smooth functions go over streamed samples, too.
    let smooth = try train(
      model, on: source, loss: MeanSquaredError(), with: LBFGS(limits: .iterations(60)),
      options: TrainingOptions(scaling: .standard(data)))
    #expect((try #require(smooth.history.last)).loss < 0.05)
  }

  @Test("Missing numbers, words and columns that are not there are named")
  func mistakes() throws {
    let folder = try Folder()
    try Data("x,y,z\n1,2,a\n3,,b\n".utf8).write(to: URL(filePath: folder("data.csv")))
    #expect(throws: TableError.self) {
      try StreamedDataset(csv: folder("data.csv"), inputs: ["x"], targets: ["w"])
    }
    #expect(throws: TableError.self) {
      try StreamedDataset(csv: folder("data.csv"), inputs: ["z"], targets: ["x"])
    }
    let data = try StreamedDataset(csv: folder("data.csv"), inputs: ["x"], targets: ["y"], blockSize: 1)
    #expect(throws: ModelError.nonFinite(data: "targets", sample: 1)) { try Self.trained(data) }
    // A source that does not give what it is asked for.
    let short = StreamedDataset(count: 40, inputShape: [1], targetShape: [1], blockSize: 0) { _ in
      (.zeros([3, 1]), .zeros([3, 1]))
    }
    #expect(throws: ModelError.self) { try Self.trained(short) }
    // The temporary files are gone as soon as they are open.
    let folderOfRows = ProcessInfo.processInfo.environment["TMPDIR"] ?? "/tmp"
    #expect(
      try FileManager.default.contentsOfDirectory(atPath: folderOfRows).allSatisfy { !$0.hasSuffix(".rows") })
  }
}
