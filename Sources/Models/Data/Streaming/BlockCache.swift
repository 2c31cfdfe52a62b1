// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The blocks of a source that were used last.
final class BlockCache {
  private let source: any SampleSource
  private let size: Int
  private var blocks: [(number: Int, data: Dataset)] = []

  /// A batch may lie in this many blocks at a time without reading one twice, if it is no larger than one.
  private static var capacity: Int { 2 }

  init(_ source: any SampleSource, blockSize: Int) {
    self.source = source
    size = max(1, blockSize)
  }

  /// The samples of the given numbers, in their order.
  func samples(_ numbers: [Int]) throws -> Dataset {
    guard let first = numbers.first else { throw ModelError.noSamples }
    // Neighbours need no copying together.
    if numbers.count == numbers[numbers.count - 1] - first + 1,
      first / size == numbers[numbers.count - 1] / size,
      numbers.enumerated().allSatisfy({ $0.element == first + $0.offset })
    {
      let start = first / size * size
      return try block(first / size)[first - start..<first - start + numbers.count]
    }
    var (inputs, targets): ([Double], [Double]) = ([], [])
    for number in numbers {
      let (data, row) = (try block(number / size), number % size)
      let (width, length) = (data.inputs.count / data.count, data.targets.count / data.count)
      inputs += data.inputs.scalars[row * width..<(row + 1) * width]
      targets += data.targets.scalars[row * length..<(row + 1) * length]
    }
    return Dataset(
      try Tensor(shape: Shape([numbers.count] + source.inputShape.extents), scalars: inputs),
      try Tensor(shape: Shape([numbers.count] + source.targetShape.extents), scalars: targets))
  }

  private func block(_ number: Int) throws -> Dataset {
    if let place = blocks.firstIndex(where: { $0.number == number }) { return blocks[place].data }
    let range = number * size..<min((number + 1) * size, source.count)
    let data = try source.samples(range)
    for (name, data, sample) in [
      ("inputs", data.inputs, source.inputShape), ("targets", data.targets, source.targetShape),
    ] where data.shape.extents != [range.count] + sample.extents {
      throw ModelError.dataShape(
        data: name, data.shape,
        expected: "\(range.count) samples of shape \(sample), as samples \(range) were asked for")
    }
    try data.checkFinite(from: range.lowerBound)
    if blocks.count == Self.capacity { blocks.removeFirst() }
    blocks.append((number, data))
    return data
  }
}

extension Dataset {
  /// - Parameter first: The number of the first sample in the whole of the data.
  /// - Throws: `ModelError` naming the first sample that is not finite.
  func checkFinite(from first: Int = 0) throws(ModelError) {
    for (name, data) in [("inputs", inputs), ("targets", targets)] {
      guard let place = data.scalars.firstIndex(where: { !$0.isFinite }) else { continue }
      throw .nonFinite(data: name, sample: first + place / (data.count / count))
    }
  }
}
