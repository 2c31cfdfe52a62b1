// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Samples row by row, any of which can be laid out for a batch.
struct SampleRows<Scalar: ExecutionScalar> {
  /// The number of samples.
  let count: Int
  private let length: Int
  private let scalars: [Scalar]

  /// - Throws: `ModelError` when the data are not `[m] + sample`.
  init(_ data: Tensor<Double>, of sample: Shape, data name: String) throws(ModelError) {
    try data.checkSamples(of: sample, data: name)
    count = data.shape[0]
    length = sample.elementCount
    // Numbers that are of the type already are shared with the data, not copied.
    scalars = (data as? Tensor<Scalar> ?? Tensor<Scalar>(data)).scalars
  }

  /// Writes the samples at `rows`, the samples along the last axis.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func write(_ rows: [Int], to target: inout MutableSpan<Scalar>) {
    let (source, rows) = (scalars.span, rows.span)
    var place = 0
    for element in 0..<length {
      for i in rows.indices {
        target[place] = source[rows[i] * length + element]
        place += 1
      }
    }
  }
}
