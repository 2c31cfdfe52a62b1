// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Two interleaved spirals of 250 points each, split into rows that train and rows that validate.
///
/// Points, split and start weights are those of the published comparison, NumPy's random numbers included.
struct TwoSpirals: Sendable {
  /// What the network gets to see of the coordinates.
  enum Inputs: String, CaseIterable, Encodable {
    /// The coordinates themselves, in -5...5.
    case raw
    /// Each coordinate mapped to 0.1...0.9 by the published text's scaler. It was called with minimum and
    /// maximum exchanged, so that the spirals are mirrored in both axes, too.
    case scaled
  }

  static let pointsPerClass = 250

  /// The coordinates (x, y) of all points: class 0, then class 1.
  let points: [(x: Double, y: Double)]

  /// The rows that train, in the order in which they were drawn.
  let trainingRows: [Int]

  /// The other rows, ascending.
  let validationRows: [Int]

  private let scaleX, scaleY: @Sendable (Double) -> Double

  init() throws(SamplingError) {
    let coordinates = Dataset.spirals(Self.pointsPerClass).inputs.scalars
    points = (0..<2 * Self.pointsPerClass).map { (coordinates[2 * $0], coordinates[2 * $0 + 1]) }
    var random = RandomState(seed: 0)
    let rows = try random.choice(500, count: 400)
    let training = Set(rows)
    trainingRows = rows
    validationRows = points.indices.filter { !training.contains($0) }
    let points = points
    scaleX = Self.mirroredScale(rows.map { points[$0].x })
    scaleY = Self.mirroredScale(rows.map { points[$0].y })
  }

  /// The 127 start weights of a network 2-25-2, uniform in -0.1..<0.1, in the published order: for each hidden
  /// unit its two weights and its bias, then for each output its 25 weights and its bias; `[127]`.
  static func startWeights(seed: UInt32) -> Tensor<Double> {
    var random = RandomState(seed: seed)
    return .uniform([127], from: -0.1, to: 0.1, using: &random)
  }

  /// The samples that train, and those that validate: coordinates, `[m, 2]`, and classes as one-hot rows, `[m, 2]`.
  func samples(_ inputs: Inputs) throws -> (training: Dataset, validation: Dataset) {
    let points = points.map { seen($0, inputs) }
    return (try samples(trainingRows, of: points), try samples(validationRows, of: points))
  }

  /// Whether the first point of either class trains. Both are the origin: no function of the inputs gives both
  /// their classes, so that the sum of squares cannot fall below 1, and one of the two stays wrong.
  var trainsBothOrigins: Bool {
    trainingRows.contains(0) && trainingRows.contains(Self.pointsPerClass)
  }

  /// What the network gets to see of a point.
  func seen(_ point: (x: Double, y: Double), _ inputs: Inputs) -> (x: Double, y: Double) {
    inputs == .raw ? point : (scaleX(point.x), scaleY(point.y))
  }

  private func samples(_ rows: [Int], of points: [(x: Double, y: Double)]) throws -> Dataset {
    try Dataset(
      inputs: try Tensor(shape: [rows.count, 2], scalars: rows.flatMap { [points[$0].x, points[$0].y] }),
      targets: try Tensor(
        shape: [rows.count, 2], scalars: rows.flatMap { $0 < Self.pointsPerClass ? [1, 0] : [0, 1] }))
  }

  /// `s = 0.8 / (min − max) · (x − max) + 0.1` with the training rows' minimum and maximum: `max` goes to 0.1.
  private static func mirroredScale(_ values: [Double]) -> @Sendable (Double) -> Double {
    let minimum = values.reduce(.infinity, min)
    let maximum = values.reduce(-.infinity, max)
    return { 0.8 / (minimum - maximum) * ($0 - maximum) + 0.1 }
  }
}
