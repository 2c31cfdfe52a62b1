// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A source whose samples are checked as they are read, and laid out for programs that run over many at once.
struct CheckedSource: Sendable {
  let source: any SampleSource
  /// The shapes of one sample and of its target.
  let input: Shape
  let target: Shape

  /// The samples of a range, along the last axes.
  ///
  /// - Throws: `ModelError` when shapes or numbers are not what they should be, and what the source throws.
  func block(_ range: Range<Int>) throws -> (inputs: Tensor<Double>, targets: Tensor<Double>) {
    let data = try source.samples(range)
    return (
      try laidOut(data.inputs, of: input, range, data: "inputs"),
      try laidOut(data.targets, of: target, range, data: "targets")
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
