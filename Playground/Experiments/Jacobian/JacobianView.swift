// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The Jacobian of a network's residuals at one point of its training.
struct JacobianView: Encodable, Sendable {
  let network: String
  /// When, in the training.
  let moment: String
  let residuals: Int
  let parameters: Int
  let sumOfSquares: Double
  let rank: Int
  let largest: Double
  /// The smallest singular value that counts.
  let smallest: Double
  let singularValues: [Double]
  let jacobian: Tensor<Double>

  private enum CodingKeys: CodingKey {
    case network, moment, residuals, parameters, sumOfSquares, rank, largest, smallest, singularValues
  }

  init(_ network: String, _ moment: String, _ problem: LeastSquares, at point: Tensor<Double>) throws {
    let (residuals, jacobian) = try problem.residualsWithJacobian(at: point)
    let singular = try SingularValues(jacobian)
    self.network = network
    self.moment = moment
    self.residuals = residuals.count
    parameters = point.count
    sumOfSquares = residuals.scalars.reduce(0) { $0 + $1 * $1 }
    singularValues = singular.values
    rank = singular.rank(rows: residuals.count, columns: point.count)
    largest = singular.values.first ?? .nan
    smallest = rank > 0 ? singular.values[rank - 1] : .nan
    self.jacobian = jacobian
  }

  /// The magnitudes of every so many-th row.
  func plot(every interval: Int) throws -> Plot {
    let rows = Array(stride(from: 0, to: residuals, by: interval))
    let grid = try Grid(
      x: (0..<parameters).map(Double.init), y: rows.indices.map(Double.init),
      values: rows.flatMap { row in
        jacobian.scalars[row * parameters..<(row + 1) * parameters].map { Double.maximum($0.magnitude, 1e-8) }
      })
    return try Plot(
      title: moment, summary: "The magnitudes of the entries.", x: Axis("parameter"),
      y: Axis("sample", isReversed: true),
      size: PlotSize(width: 340, height: 360)
    ) { HeatMap(grid, title: "|entry|", scale: .logarithmic, range: 1e-6...10) }
  }
}

/// What steps of different damping do at one point: `(JᵀJ + λI) Δθ = −Jᵀr`.
struct DampingStudy: Encodable, Sendable {
  let sumOfSquares: Double
  let dampings: [Double]
  let lengths: [Double]
  /// What the linear model promises of the sum of squares, and what comes.
  let predicted: [Double]
  let actual: [Double]

  init(_ problem: LeastSquares, at point: Tensor<Double>, count: Int) throws {
    let equations = try problem.normalEquations(at: point)
    let eigen = try SymmetricEigen(equations.gramian)
    let n = point.count
    let slope = equations.gradient.scalars
    // The gradient in the coordinates of the eigenvectors, which are columns.
    let parts = (0..<n).map { j in (0..<n).reduce(0) { $0 + eigen.vectors.scalars[$1 * n + j] * slope[$1] } }
    let start = try problem.value(at: point)
    sumOfSquares = start
    dampings = (0..<count).map { Double.pow(10, -10 + 14 * Double($0) / Double(count - 1)) }
    let steps = dampings.map { damping -> (step: [Double], promise: Double) in
      let scaled = (0..<n).map { -parts[$0] / (Double.maximum(eigen.values.scalars[$0], 0) + damping) }
      let step = (0..<n).map { i in
        (0..<n).reduce(0) { $0 + eigen.vectors.scalars[i * n + $1] * scaled[$1] }
      }
      let change = (0..<n).reduce(0) {
        $0 + 2 * parts[$1] * scaled[$1] + Double.maximum(eigen.values.scalars[$1], 0) * scaled[$1]
          * scaled[$1]
      }
      return (step, start + change)
    }
    lengths = steps.map { $0.step.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    predicted = steps.map { Double.maximum($0.promise, 1e-3) }
    actual = try steps.map { try problem.value(at: point + Tensor($0.step)) }
  }

  /// The best of the dampings, and where its step leads.
  var best: (damping: Double, value: Double)? {
    zip(dampings, actual).min { $0.1 < $1.1 }.map { ($0.0, $0.1) }
  }
}
