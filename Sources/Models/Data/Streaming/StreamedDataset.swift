// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Samples on disk or made on the way, of which no more than a few blocks are in memory.
///
/// ```swift
/// let data = try StreamedDataset(csv: "rides.csv", inputs: ["distance", "hour"], targets: ["fare"])
/// let trained = try train(net, on: data, loss: HuberError(), with: Adam().inBatches(of: 256, epochs: 5))
/// ```
/// In each epoch the blocks come in random order, and the samples of each, too, all decided by the seed: a pass over the
/// file, not one access for each sample. The larger the blocks, the nearer to an order of all samples at random.
public struct StreamedDataset: SampleSource {
  public let count: Int
  public let inputShape: Shape
  public let targetShape: Shape
  /// The number of neighbouring samples that are read at a time.
  public let sampleBlockSize: Int
  public var blockSize: Int? { sampleBlockSize }

  private let read: @Sendable (Range<Int>) throws -> Dataset

  /// The samples of a CSV file.
  ///
  /// The file is read once, and its numbers are put into a temporary file, of 8 bytes each, in `TMPDIR` or `/tmp`.
  ///
  /// - Parameters:
  ///   - inputs: The columns of a sample, `[inputs.count]`.
  ///   - targets: The columns of what belongs to it, `[targets.count]`.
  ///   - format: What the file does not tell about itself.
  ///   - blockSize: The number of samples that are read at a time.
  /// - Throws: `FileError` with line and column when the file is damaged, `TableError` for a column that is not there or holds
  ///   text, `ModelError` when there are no samples.
  public init(
    csv path: String, inputs: [String], targets: [String], format: CSVFormat = CSVFormat(),
    blockSize: Int = 4096
  ) throws {
    let file = try RowFile(csv: path, columns: inputs + targets, format: format)
    guard file.rowCount > 0 else { throw ModelError.noSamples }
    count = file.rowCount
    inputShape = [inputs.count]
    targetShape = [targets.count]
    sampleBlockSize = max(1, blockSize)
    let (width, split) = (file.width, inputs.count)
    read = { range in
      let rows = try file.rows(range)
      return Dataset(rows.columns(0..<split, of: width), rows.columns(split..<width, of: width))
    }
  }

  /// The samples of two NPY files, whose rows belong together: of any type of numbers, and of any shape.
  ///
  /// - Parameters:
  ///   - inputs: The path of an array of samples, `[count, ...]`.
  ///   - targets: The path of an array of what belongs to them, `[count, ...]`.
  ///   - blockSize: The number of samples that are read at a time.
  /// - Throws: `FileError` when a file cannot be read, `ModelError` when their numbers of rows differ.
  public init(npy inputs: String, targets: String, blockSize: Int = 4096) throws {
    let (inputs, targets) = (try NPYFile(inputs), try NPYFile(targets))
    guard let count = inputs.shape.extents.first, count > 0 else { throw ModelError.noSamples }
    guard targets.shape.extents.first == count else {
      throw ModelError.dataShape(
        data: "targets", targets.shape, expected: "\(count) samples, as the inputs have")
    }
    self.count = count
    inputShape = Shape(Array(inputs.shape.extents.dropFirst()))
    targetShape = Shape(Array(targets.shape.extents.dropFirst()))
    sampleBlockSize = max(1, blockSize)
    read = { range in Dataset(try inputs.rows(range), try targets.rows(range)) }
  }

  /// Samples that a closure reads or makes.
  ///
  /// - Parameters:
  ///   - count: The number of samples.
  ///   - inputShape: The shape of a sample.
  ///   - targetShape: The shape of what belongs to it.
  ///   - blockSize: The number of samples that are read at a time.
  ///   - read: From a range of sample numbers to the samples and their targets, the samples along the first axes. Must give the
  ///     same each time; may be called from several threads at once.
  public init(
    count: Int, inputShape: Shape, targetShape: Shape, blockSize: Int = 4096,
    read: @escaping @Sendable (Range<Int>) throws -> (inputs: Tensor<Double>, targets: Tensor<Double>)
  ) {
    self.count = count
    self.inputShape = inputShape
    self.targetShape = targetShape
    sampleBlockSize = max(1, blockSize)
    self.read = { range in
      let (inputs, targets) = try read(range)
      return try Dataset(inputs: inputs, targets: targets)
    }
  }

  public func samples(_ range: Range<Int>) throws -> Dataset { try read(range) }
}

extension Tensor<Double> {
  /// Some columns of a matrix of a known width.
  fileprivate func columns(_ range: Range<Int>, of width: Int) -> Tensor {
    let count = shape[0]
    var taken: [Double] = []
    taken.reserveCapacity(count * range.count)
    for row in 0..<count { taken += scalars[row * width + range.lowerBound..<row * width + range.upperBound] }
    return Tensor(unchecked: taken, shape: [count, range.count])
  }
}
