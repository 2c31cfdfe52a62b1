// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A figure that says how good outputs are, besides the loss that is minimised.
public struct Metric: Sendable {
  /// What it is called in histories; no two metrics of a run, and no metric and a column of histories, share a name.
  public let name: String
  /// From the outputs and targets of all samples, `[m, ...]` each, to the figure.
  public let evaluate: @Sendable (_ outputs: Tensor<Double>, _ targets: Tensor<Double>) throws -> Double

  /// A figure of one's own.
  public init(
    _ name: String,
    _ evaluate: @escaping @Sendable (_ outputs: Tensor<Double>, _ targets: Tensor<Double>) throws -> Double
  ) {
    self.name = name
    self.evaluate = evaluate
  }

  /// The share of samples in whose outputs, `[m, classes]`, the class of the target is the largest. Targets are numbers of
  /// classes, `[m]`, or rows whose largest element is at the class's place.
  public static let accuracy = Metric("accuracy") { outputs, targets in
    let (predicted, actual) = (outputs.largestPlaces().scalars, targets.classes(like: outputs).scalars)
    return Double(zip(predicted, actual).count { $0 == $1 }) / Double(max(1, actual.count))
  }

  /// The share of outputs on the right side of 0, for logits of two classes with targets 0 and 1.
  public static let binaryAccuracy = Metric("binary accuracy") { outputs, targets in
    Double(zip(outputs.scalars, targets.scalars).count { ($0 > 0) == ($1 > 0.5) })
      / Double(max(1, targets.count))
  }

  /// The square root of the mean of the squared differences.
  public static let rootMeanSquaredError = Metric("root mean squared error") { outputs, targets in
    let sum = zip(outputs.scalars, targets.scalars).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return (sum / Double(max(1, targets.count))).squareRoot()
  }

  /// The mean of the magnitudes of the differences.
  public static let meanAbsoluteError = Metric("mean absolute error") { outputs, targets in
    zip(outputs.scalars, targets.scalars).reduce(0) { $0 + ($1.0 - $1.1).magnitude }
      / Double(max(1, targets.count))
  }

  /// The share of the targets' variance that the outputs explain, R²: 1 less the sum of the squared differences over that of
  /// the squared differences to the mean target.
  public static let rSquared = Metric("R²") { outputs, targets in
    let mean = targets.scalars.reduce(0, +) / Double(max(1, targets.count))
    let total = targets.scalars.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
    let rest = zip(outputs.scalars, targets.scalars).reduce(0) { $0 + ($1.0 - $1.1) * ($1.0 - $1.1) }
    return 1 - rest / total
  }
}

/// How often samples of each class are taken for which.
public struct ConfusionMatrix: Hashable, Sendable, CustomStringConvertible {
  /// For each class, a row, how many of its samples are taken for each class, a column.
  public let counts: [[Int]]

  /// The matrix of outputs, `[m, classes]`, and targets as for `Metric.accuracy`.
  ///
  /// - Throws: `ModelError` when a target is no class.
  public init(outputs: Tensor<Double>, targets: Tensor<Double>) throws(ModelError) {
    let classes = outputs.shape.extents.last ?? 1
    let (predicted, actual) = (outputs.largestPlaces().scalars, targets.classes(like: outputs).scalars)
    var counts = Array(repeating: Array(repeating: 0, count: classes), count: classes)
    for (sample, (column, row)) in zip(predicted, actual).enumerated() {
      guard let row = Int(exactly: row), counts.indices.contains(row) else {
        throw .unknownClass(row, sample: sample, count: classes)
      }
      counts[row][Int(column)] += 1
    }
    self.counts = counts
  }

  /// A table: a row for each class, a column for each that its samples are taken for.
  public var description: String {
    var table = TextTable(
      [("class", .right)] + counts.indices.map { ("\($0)", .right) }, isRuled: true)
    for (number, row) in counts.enumerated() { table.append(["\(number)"] + row.map(String.init)) }
    return "\(table)"
  }
}

extension Tensor<Double> {
  /// Targets as numbers of classes: rows as wide as the outputs by the place of their largest element.
  fileprivate func classes(like outputs: Tensor) -> Tensor { shape == outputs.shape ? largestPlaces() : self }
}
