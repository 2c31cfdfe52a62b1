// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The samples of a data tensor, whose first axis counts them, laid out as batched programs want them.
struct Samples {
  /// The number of samples.
  let count: Int
  /// The data with the samples along the last axis.
  let samplesLast: Tensor<Double>

  /// - Throws: `ModelError` when the data are not `[m] + sample`.
  init(_ data: Tensor<Double>, of sample: Shape, data name: String) throws {
    try data.checkSamples(of: sample, data: name)
    count = data.shape[0]
    samplesLast = try data.transposed(Array(1..<data.rank) + [0])
  }

  /// The samples of a range, copied together.
  func block(_ range: Range<Int>) throws -> Tensor<Double> {
    if range == 0..<count { return samplesLast }
    let rows = samplesLast.count / count
    let scalars = (0..<rows).flatMap { row in
      samplesLast.scalars[row * count + range.lowerBound..<row * count + range.upperBound]
    }
    return try Tensor(scalars).reshaped(to: Shape(samplesLast.shape.extents.dropLast() + [range.count]))
  }
}

extension Tensor {
  /// - Throws: `ModelError` when the shape is not `[m] + sample`.
  func checkSamples(of sample: Shape, data name: String) throws(ModelError) {
    guard rank > 0, Array(shape.extents.dropFirst()) == sample.extents else {
      throw ModelError.dataShape(
        data: name, shape, expected: "[samples" + sample.extents.map { ", \($0)" }.joined() + "]")
    }
  }

  /// The last axis moved to the front.
  func samplesFirst() throws -> Tensor { try transposed([rank - 1] + Array(0..<rank - 1)) }
}
