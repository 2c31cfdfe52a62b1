// SPDX-License-Identifier: Apache-2.0

/// How a sparse matrix of derivatives is swept, and where its entries turn up.
struct SparseStrategy {
  let mode: JacobianMode
  let coloring: Coloring
  let reason: String
  /// For each entry of the pattern its place in the sweeps' result, row-major, with the colors along its last
  /// axis.
  let places: [Int]

  /// The way to a Jacobian that takes the fewest sweeps; of equal ones columns, whose sweeps are cheaper.
  ///
  /// A side is colored only when its fullest line, which bounds the colors from below, leaves something to
  /// gain.
  init(jacobian pattern: SparsityPattern, mode: JacobianMode?) {
    let transposed = pattern.transposed()
    var sides: [(mode: JacobianMode, pattern: SparsityPattern, bound: Int)] = []
    if mode != .rows { sides.append((.columns, pattern, pattern.longestRow)) }
    if mode != .columns { sides.append((.rows, transposed, transposed.longestRow)) }
    sides.sort { $0.bound < $1.bound }

    var best = (mode: sides[0].mode, coloring: Self.coloring(of: sides[0].pattern, sides[0].bound))
    for side in sides.dropFirst() where side.bound <= best.coloring.count {
      let coloring = Self.coloring(of: side.pattern, side.bound)
      if (coloring.count, side.mode == .rows ? 1 : 0) < (best.coloring.count, best.mode == .rows ? 1 : 0) {
        best = (side.mode, coloring)
      }
    }
    self.mode = best.mode
    let coloring = best.coloring
    self.coloring = coloring
    let asked = mode == nil ? "" : ", as asked for"
    reason = Self.reason(
      best.mode, coloring, asked,
      instead: Swift.min(pattern.rowCount, pattern.columnCount), pattern)
    places = pattern.coordinates().map { row, column in
      switch best.mode {
      case .columns: row * coloring.count + Int(coloring.colors[column])
      case .rows: column * coloring.count + Int(coloring.colors[row])
      }
    }
  }

  /// The way to a Hessian, which is symmetric, with a symmetric pattern: an entry above the diagonal is read
  /// from its own row where no other entry of the row has its column's color, and from its mirror image's row
  /// elsewhere; one below is its mirror image.
  init(hessian pattern: SparsityPattern) {
    let isFull = pattern.count == pattern.rowCount * pattern.rowCount
    let coloring = isFull ? Coloring(distinct: pattern.rowCount) : Coloring(symmetric: pattern)
    mode = .columns
    self.coloring = coloring
    reason = Self.reason(.columns, coloring, " by symmetry", instead: pattern.columnCount, pattern)
    var places: [Int] = []
    places.reserveCapacity(pattern.count)
    var entriesOfColor = [Int](repeating: 0, count: coloring.count)
    for row in 0..<pattern.rowCount {
      let columns = pattern.columns(inRow: row).map(Int.init)
      let colors = columns.map { Int(coloring.colors[$0]) }
      for color in colors { entriesOfColor[color] += 1 }
      for (column, color) in zip(columns, colors) {
        if column < row, let mirrored = pattern.index(row: column, column: row) {
          places.append(places[mirrored])
        } else if entriesOfColor[color] == 1 {
          places.append(row * coloring.count + color)
        } else {
          places.append(column * coloring.count + Int(coloring.colors[row]))
        }
      }
      for color in colors { entriesOfColor[color] = 0 }
    }
    self.places = places
  }

  private static func coloring(of pattern: SparsityPattern, _ bound: Int) -> Coloring {
    bound < pattern.columnCount ? Coloring(columnsOf: pattern) : Coloring(distinct: pattern.columnCount)
  }

  private static func reason(
    _ mode: JacobianMode, _ coloring: Coloring, _ remark: String, instead dense: Int,
    _ pattern: SparsityPattern
  ) -> String {
    let lines = mode == .columns ? "columns" : "rows"
    let sweeps = "\(coloring.count) \(coloring.count == 1 ? "sweep" : "sweeps")"
    return coloring.count < coloring.colors.count
      ? "compressed \(lines)\(remark): \(sweeps) instead of \(dense); \(pattern.summary)"
      : "dense \(lines)\(remark): \(sweeps), compression saves none; \(pattern.summary)"
  }
}
