// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Samples that are read some at a time, each time they are wanted: from a file larger than memory, or made on the way.
///
/// ```swift
/// let source = SampleSource(count: 100_000_000) { rows in (try readInputs(rows), try readTargets(rows)) }
/// let problem = try LeastSquares(model, samples: source)
/// ```
public struct SampleSource: Sendable {
  /// The number of samples.
  public let count: Int
  /// From a range of sample numbers to those samples, `[range.count]` followed by the shape of one, and their targets.
  public let read: @Sendable (Range<Int>) throws -> (inputs: Tensor<Double>, targets: Tensor<Double>)

  /// Samples that a closure reads.
  ///
  /// - Parameters:
  ///   - count: The number of samples.
  ///   - read: From a range of sample numbers to the samples and their targets, the samples along the first axis. Must give
  ///     the same each time; may be called from several threads at once.
  public init(
    count: Int,
    read: @escaping @Sendable (Range<Int>) throws -> (inputs: Tensor<Double>, targets: Tensor<Double>)
  ) {
    self.count = count
    self.read = read
  }

  /// The samples of tensors in memory, the samples along their first axes.
  ///
  /// - Throws: `ModelError` when there are no samples, or not as many targets as inputs.
  public init(inputs: Tensor<Double>, targets: Tensor<Double>) throws(ModelError) {
    guard inputs.rank > 0, inputs.shape[0] > 0 else { throw .noSamples }
    guard targets.rank > 0, targets.shape[0] == inputs.shape[0] else {
      throw .dataShape(
        data: "targets", targets.shape, expected: "\(inputs.shape[0]) samples, as the inputs have")
    }
    self.init(count: inputs.shape[0]) { (inputs[$0], targets[$0]) }
  }
}

/// A source whose samples are checked as they are read, and laid out for programs that run over many at once.
struct CheckedSource: Sendable {
  let source: SampleSource
  /// The shapes of one sample and of its target.
  let input: Shape
  let target: Shape

  /// The samples of a range, along the last axes.
  ///
  /// - Throws: `ModelError` when shapes or numbers are not what they should be, and what the source throws.
  func block(_ range: Range<Int>) throws -> (inputs: Tensor<Double>, targets: Tensor<Double>) {
    let (inputs, targets) = try source.read(range)
    return (
      try laidOut(inputs, of: input, range, data: "inputs"),
      try laidOut(targets, of: target, range, data: "targets")
    )
  }

  private func laidOut(
    _ data: Tensor<Double>, of sample: Shape, _ range: Range<Int>, data name: String
  ) throws -> Tensor<Double> {
    let samples = try Samples(data, of: sample, data: name)
    guard samples.count == range.count else {
      throw ModelError.dataShape(
        data: name, data.shape, expected: "\(range.count) samples, as samples \(range) were asked for")
    }
    try data.checkFinite(data: name, from: range.lowerBound)
    return samples.samplesLast
  }
}
