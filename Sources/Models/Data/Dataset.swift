// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Samples with what a model should make of them.
public struct Dataset: Hashable, Sendable {
  /// The samples, `[count]` followed by the shape of one.
  public let inputs: Tensor<Double>
  /// What belongs to them, `[count]` followed by the shape of one sample's.
  public let targets: Tensor<Double>

  /// The number of samples.
  public var count: Int { inputs.shape[0] }

  /// Samples and their targets, row by row.
  ///
  /// - Throws: `ModelError` when their numbers differ, or one of them is a scalar.
  public init(inputs: Tensor<Double>, targets: Tensor<Double>) throws(ModelError) {
    guard let count = inputs.shape.extents.first else {
      throw .dataShape(data: "inputs", inputs.shape, expected: "[samples] and the shape of one")
    }
    guard targets.shape.extents.first == count else {
      throw .dataShape(data: "targets", targets.shape, expected: "\(count) samples, as the inputs have")
    }
    self.init(inputs, targets)
  }

  /// Inputs and targets of the same number of samples.
  init(_ inputs: Tensor<Double>, _ targets: Tensor<Double>) {
    self.inputs = inputs
    self.targets = targets
  }

  // MARK: Parts

  /// The samples at `rows`, in their order. Stops when there is no such row, as an array does.
  public func rows(_ rows: some Collection<Int>) -> Dataset {
    Dataset(inputs.rows(rows), targets.rows(rows))
  }

  /// The samples of a range.
  public subscript(range: some RangeExpression<Int>) -> Dataset { rows(range.relative(to: 0..<count)) }

  /// The samples in random order: with `RandomState`, in that of NumPy's `permutation`.
  public func shuffled(using source: inout some RandomSource) -> Dataset {
    rows(source.permutation(of: count))
  }

  /// The samples in two parts, drawn at random: with `RandomState`, those of scikit-learn's `train_test_split`.
  ///
  /// - Parameter share: The share that is held out; the number is rounded up. Stops unless it is in `0...1`.
  public func split(
    holdingOut share: Double, using source: inout some RandomSource
  ) -> (training: Dataset, heldOut: Dataset) {
    guard (0...1).contains(share) else { fatalError("split(holdingOut:): \(share) is not in 0...1") }
    let order = source.permutation(of: count)
    let number = min(count, Int((share * Double(count)).rounded(.up)))
    return (rows(order[number...]), rows(order[..<number]))
  }

  /// Batches of `size` samples one after the other; the last one has what is left. Stops unless `size` is positive.
  public func batches(of size: Int) -> some Sequence<Dataset> {
    if size < 1 { fatalError("batches(of:): \(size) samples are no batch") }
    return stride(from: 0, to: count, by: size).lazy.map { self[$0..<min($0 + size, count)] }
  }

  /// The samples of this data set, and then those of another.
  ///
  /// - Throws: `ModelError` when their samples have other shapes.
  public func followed(by other: Dataset) throws(ModelError) -> Dataset {
    Dataset(
      try inputs.followed(by: other.inputs, data: "inputs"),
      try targets.followed(by: other.targets, data: "targets"))
  }
}

extension Tensor<Double> {
  /// The slices at `rows` along the first axis.
  fileprivate func rows(_ rows: some Collection<Int>) -> Tensor {
    let length = shape.extents.dropFirst().reduce(1, *)
    var taken: [Double] = []
    taken.reserveCapacity(rows.count * length)
    for row in rows { taken += scalars[row * length..<(row + 1) * length] }
    return Tensor(unchecked: taken, shape: Shape([rows.count] + shape.extents.dropFirst()))
  }

  fileprivate func followed(by other: Tensor, data: String) throws(ModelError) -> Tensor {
    guard shape.extents.dropFirst() == other.shape.extents.dropFirst() else {
      throw .dataShape(data: data, other.shape, expected: "samples like those of \(shape)")
    }
    return Tensor(
      unchecked: scalars + other.scalars,
      shape: Shape([shape[0] + other.shape[0]] + shape.extents.dropFirst()))
  }
}
