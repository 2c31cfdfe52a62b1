// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A function of two variables at the crossings of a grid, or a matrix.
public struct Grid: Hashable, Sendable {
  /// The places of the columns.
  public let x: [Double]
  /// The places of the rows.
  public let y: [Double]
  /// The values row by row, `y.count` rows of `x.count`.
  public let values: [Double]

  /// Values at given places.
  ///
  /// - Parameters:
  ///   - x: The places of the columns, increasing.
  ///   - y: The places of the rows, increasing.
  ///   - values: Row by row.
  /// - Throws: ``PlotError`` when there are no values, their number is not that of the crossings, or places do not
  ///   increase.
  public init(x: [Double], y: [Double], values: [Double]) throws(PlotError) {
    guard !x.isEmpty, !y.isEmpty else { throw .empty("Grid") }
    guard values.count == x.count * y.count else {
      throw .lengths("Grid", [x.count * y.count, values.count])
    }
    guard Self.areIncreasing(x) else { throw .unordered("Grid", along: "x") }
    guard Self.areIncreasing(y) else { throw .unordered("Grid", along: "y") }
    self.init(checked: x, y, values)
  }

  private init(checked x: [Double], _ y: [Double], _ values: [Double]) {
    self.x = x
    self.y = y
    self.values = values
  }

  /// The values of a function.
  ///
  /// - Parameters:
  ///   - x: The range of the first variable.
  ///   - y: The range of the second one.
  ///   - count: How many places there are along each, at least 2.
  ///   - value: The function.
  /// - Throws: ``PlotError`` for a range without length and for fewer places; what the function throws.
  public init(
    x: ClosedRange<Double>, y: ClosedRange<Double>, count: Int = 61,
    _ value: (_ x: Double, _ y: Double) throws -> Double
  ) throws {
    guard count >= 2 else { throw PlotError.empty("Grid") }
    for (name, range) in [("x of Grid", x), ("y of Grid", y)] {
      guard range.lowerBound < range.upperBound, range.lowerBound.isFinite, range.upperBound.isFinite else {
        throw PlotError.range(name, range)
      }
    }
    let columns = Self.places(x, count)
    let rows = Self.places(y, count)
    try self.init(
      checked: columns, rows, rows.flatMap { y in try columns.map { x in try value(x, y) } })
  }

  /// A matrix: its columns stand at 0, 1, 2 ... along x, its rows along y.
  ///
  /// - Parameter matrix: `[rows, columns]`.
  /// - Throws: ``PlotError`` when it is not a matrix, or empty.
  public init(_ matrix: Tensor<Double>) throws(PlotError) {
    guard matrix.rank == 2 else {
      throw .lengths("Grid of a tensor of shape \(matrix.shape)", matrix.shape.extents)
    }
    try self.init(
      x: (0..<matrix.shape[1]).map(Double.init), y: (0..<matrix.shape[0]).map(Double.init),
      values: matrix.scalars)
  }

  /// The value at a crossing.
  public subscript(row: Int, column: Int) -> Double { values[row * x.count + column] }

  /// The value between crossings, bilinear; `nil` outside the grid and beside values that are not finite.
  public func interpolated(x place: Double, y height: Double) -> Double? {
    guard let (column, s) = Self.cell(place, x), let (row, t) = Self.cell(height, y) else { return nil }
    let low = (1 - s) * self[row, column] + s * self[row, column + 1]
    let high = (1 - s) * self[row + 1, column] + s * self[row + 1, column + 1]
    let value = (1 - t) * low + t * high
    return value.isFinite ? value : nil
  }

  /// The grid with a function applied to each value.
  func map(_ transform: (Double) -> Double) -> Grid { Grid(checked: x, y, values.map(transform)) }

  /// The index of the place below, and how far it is to the next one.
  private static func cell(_ value: Double, _ places: [Double]) -> (Int, Double)? {
    guard places.count > 1, value >= places[0], value <= places[places.count - 1] else { return nil }
    var (low, high) = (0, places.count - 1)
    while high - low > 1 {
      let middle = (low + high) / 2
      if places[middle] <= value { low = middle } else { high = middle }
    }
    return (low, (value - places[low]) / (places[low + 1] - places[low]))
  }

  private static func places(_ range: ClosedRange<Double>, _ count: Int) -> [Double] {
    (0..<count).map { i in
      let t = Double(i) / Double(count - 1)
      return (1 - t) * range.lowerBound + t * range.upperBound
    }
  }

  private static func areIncreasing(_ places: [Double]) -> Bool {
    places.allSatisfy(\.isFinite) && zip(places, places.dropFirst()).allSatisfy { $0 < $1 }
  }
}
