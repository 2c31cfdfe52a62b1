// SPDX-License-Identifier: Apache-2.0

/// Where a function on a grid reaches a level, by marching squares (Lorensen and Cline 1987, in the plane). A square
/// with two opposite corners inside joins them when the mean of its corners is inside.
///
/// A ring of places outside surrounds the grid at no distance, so that each outline of the inside closes. Values that
/// are not finite are outside.
struct LevelSet {
  /// The outlines of the places at or above the level, each once around with its inside on one side: filled, they
  /// paint just these places.
  private(set) var outlines: [[Point]] = []
  /// The outlines without what runs along the border of the grid or of missing values.
  private(set) var lines: [[Point]] = []

  private let x: [Double]
  private let y: [Double]
  private let values: [Double]
  private let level: Double

  /// - Parameters:
  ///   - x: The places of the columns, rising or falling.
  ///   - y: The places of the rows, rising or falling.
  ///   - values: Row by row.
  init(x: [Double], y: [Double], values: [Double], level: Double) {
    (self.x, self.y, self.values, self.level) = (x, y, values, level)
    trace(successors())
  }

  /// An edge between neighbours has twice the number of its first corner in the ringed grid, and 1 more when it leads to the next row.
  private func edge(_ column: Int, _ row: Int, isVertical: Bool) -> Int {
    ((row + 1) * (x.count + 2) + column + 1) * 2 + (isVertical ? 1 : 0)
  }

  /// The value at a place, negative infinity where there is none.
  private func value(_ column: Int, _ row: Int) -> Double {
    guard x.indices.contains(column), y.indices.contains(row) else { return -.infinity }
    let value = values[row * x.count + column]
    return value.isFinite ? value : -.infinity
  }

  /// For each edge that an outline crosses, the edge that it crosses next; -1 for the others.
  private func successors() -> [Int] {
    var next = [Int](repeating: -1, count: (x.count + 2) * (y.count + 2) * 2)
    for row in -1..<y.count {
      for column in -1..<x.count {
        let corners = [
          value(column, row), value(column + 1, row), value(column + 1, row + 1), value(column, row + 1),
        ]
        let inside = corners.map { $0 >= level }
        let count = inside.count { $0 }
        guard count > 0, count < 4 else { continue }
        let edges = [
          edge(column, row, isVertical: false), edge(column + 1, row, isVertical: true),
          edge(column, row + 1, isVertical: false), edge(column, row, isVertical: true),
        ]
        // Around the square an outline leaves where inside follows outside, and enters at the other changes.
        let joins = corners.reduce(0, +) / 4 >= level
        let isSaddle = count == 2 && inside[0] == inside[2]
        for i in 0..<4 where inside[i] && !inside[(i + 1) % 4] {
          var end = (i + 3) % 4
          if isSaddle {
            if joins { end = (i + 1) % 4 }
          } else {
            while inside[end] == inside[(end + 1) % 4] { end = (end + 3) % 4 }
          }
          next[edges[i]] = edges[end]
        }
      }
    }
    return next
  }

  private mutating func trace(_ successors: [Int]) {
    var next = successors
    for first in next.indices where next[first] >= 0 {
      var crossings: [(point: Point, isTrue: Bool)] = []
      var edge = first
      while next[edge] >= 0 {
        crossings.append(crossing(edge))
        (edge, next[edge]) = (next[edge], -1)
      }
      outlines.append(crossings.map(\.point))
      cut(crossings)
    }
  }

  /// Adds the runs of true crossings of an outline to the lines.
  private mutating func cut(_ crossings: [(point: Point, isTrue: Bool)]) {
    guard let gap = crossings.firstIndex(where: { !$0.isTrue }) else {
      lines.append(crossings.map(\.point) + [crossings[0].point])
      return
    }
    var run: [Point] = []
    for offset in 1...crossings.count {
      let crossing = crossings[(gap + offset) % crossings.count]
      if crossing.isTrue {
        run.append(crossing.point)
      } else {
        if run.count > 1 { lines.append(run) }
        run = []
      }
    }
  }

  /// Where the level lies on an edge, and whether there are values at both of its ends.
  private func crossing(_ edge: Int) -> (point: Point, isTrue: Bool) {
    let (corner, direction) = edge.quotientAndRemainder(dividingBy: 2)
    let row = corner / (x.count + 2) - 1
    let column = corner % (x.count + 2) - 1
    let (endColumn, endRow) = direction == 1 ? (column, row + 1) : (column + 1, row)
    let (from, to) = (value(column, row), value(endColumn, endRow))
    let isTrue = from.isFinite && to.isFinite
    // Beside a missing value the outline runs through the place of the other one.
    let t = isTrue ? (level - from) / (to - from) : from.isFinite ? 0 : 1
    func place(_ places: [Double], _ a: Int, _ b: Int) -> Double {
      let last = places.count - 1
      let (start, end) = (places[min(max(a, 0), last)], places[min(max(b, 0), last)])
      return start + t * (end - start)
    }
    return (Point(x: place(x, column, endColumn), y: place(y, row, endRow)), isTrue)
  }
}
