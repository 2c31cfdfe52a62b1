// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An affine map of each feature, `(x - offset) / size`, which can be undone.
///
/// Fit it to the rows that train only, and keep it with the model: what it is applied to later must not change it.
public struct Scaler: Hashable, Sendable, Codable {
  /// What is subtracted, for each element of a sample.
  public let offset: [Double]
  /// What is divided by then.
  public let size: [Double]

  /// The map of the given numbers, as many of either kind.
  public init(offset: [Double], size: [Double]) {
    self.offset = offset
    self.size = size
  }

  /// To mean 0 and variance 1, over the rows of `data`, `[m, ...]`. A feature that does not vary only loses its mean.
  public static func standard(_ data: Tensor<Double>) -> Scaler {
    Scaler(data) { column in
      let mean = column.reduce(0, +) / Double(column.count)
      let variance = column.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(column.count)
      return (mean, variance.squareRoot())
    }
  }

  /// The smallest value to the lower bound of `range` and the largest to the upper one, over the rows of `data`,
  /// `[m, ...]`. A feature that does not vary goes to the lower bound. Stops when the range is a point.
  public static func minMax(_ data: Tensor<Double>, to range: ClosedRange<Double> = 0...1) -> Scaler {
    guard range.lowerBound < range.upperBound else { fatalError("Scaler.minMax: \(range) has no extent") }
    return Scaler(data) { column in
      let (low, high) = (column.reduce(.infinity, min), column.reduce(-.infinity, max))
      let size = (high > low ? high - low : 1) / (range.upperBound - range.lowerBound)
      return (low - range.lowerBound * size, size)
    }
  }

  /// - Parameter measure: From the values of one feature to its offset and size; a size of 0 is taken as 1.
  private init(_ data: Tensor<Double>, _ measure: ([Double]) -> (offset: Double, size: Double)) {
    let features = data.shape.extents.dropFirst().reduce(1, *)
    let measures = (0..<features).map { feature in
      measure(stride(from: feature, to: data.count, by: features).map { data.scalars[$0] })
    }
    self.init(offset: measures.map(\.offset), size: measures.map { $0.size == 0 ? 1 : $0.size })
  }

  /// The scaled rows of `data`, `[m, ...]`.
  ///
  /// - Throws: `ModelError` when a row has another number of elements than those that the scaler was fitted to.
  public func callAsFunction(_ data: Tensor<Double>) throws(ModelError) -> Tensor<Double> {
    try mapped(data) { ($0 - offset[$1]) / size[$1] }
  }

  /// The rows before they were scaled.
  ///
  /// - Throws: `ModelError` when a row has another number of elements than those that the scaler was fitted to.
  public func undone(_ data: Tensor<Double>) throws(ModelError) -> Tensor<Double> {
    try mapped(data) { $0 * size[$1] + offset[$1] }
  }

  private func mapped(
    _ data: Tensor<Double>, _ map: (_ value: Double, _ feature: Int) -> Double
  ) throws(ModelError) -> Tensor<Double> {
    let features = min(offset.count, size.count)
    guard data.rank > 0, data.shape.extents.dropFirst().reduce(1, *) == features, offset.count == size.count
    else { throw .dataShape(data: "rows to scale", data.shape, expected: "\(features) features in each") }
    return Tensor(
      unchecked: data.scalars.enumerated().map { map($1, $0 % offset.count) }, shape: data.shape)
  }
}
