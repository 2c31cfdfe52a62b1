// SPDX-License-Identifier: Apache-2.0

extension Grid {
  /// Throws when the grid is too large for a figure, or has places that an axis cannot show.
  func check(_ mark: String, _ axes: AxisPair) throws(PlotError) {
    guard values.count <= AxisPair.limit else {
      throw .tooLarge(mark, count: values.count, limit: AxisPair.limit)
    }
    try AxisPair.check(mark, x, along: "x axis", scale: axes.x.scale)
    try AxisPair.check(mark, y, along: "y axis", scale: axes.y.scale)
  }

  /// A row of data for each crossing.
  func rows(_ series: String?) -> [DataRow] {
    y.indices.flatMap { row in
      x.indices.map { column in
        [
          .series: series ?? "", .x: DataText.number(x[column]), .y: DataText.number(y[row]),
          .value: DataText.number(self[row, column]),
        ]
      }
    }
  }

  /// The means over blocks of neighbours, so that there are at most so many along a side; the grid itself when there
  /// are.
  func coarsened(to limit: Int) -> Grid {
    let columns = (x.count + limit - 1) / limit
    let rows = (y.count + limit - 1) / limit
    guard columns > 1 || rows > 1 else { return self }
    func blocks(_ count: Int, _ size: Int) -> [Range<Int>] {
      stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
    }
    func mean(_ values: [Double]) -> Double {
      let finite = values.filter(\.isFinite)
      return finite.isEmpty ? .nan : finite.reduce(0, +) / Double(finite.count)
    }
    let (across, down) = (blocks(x.count, columns), blocks(y.count, rows))
    let means = down.flatMap { rows in
      across.map { columns in mean(rows.flatMap { row in columns.map { self[row, $0] } }) }
    }
    let coarse = try? Grid(
      x: across.map { mean(Array(x[$0])) }, y: down.map { mean(Array(y[$0])) }, values: means)
    return coarse ?? self
  }
}
