// SPDX-License-Identifier: Apache-2.0

/// Lines of a matrix, columns or rows, in groups that one sweep finds together.
struct Coloring {
  /// The color of each line, from 0 on.
  var colors: [Int32]
  /// The number of colors.
  var count: Int

  /// Each line by itself.
  init(distinct count: Int) {
    colors = (0..<Int32(count)).map { $0 }
    self.count = count
  }

  private init(uncolored lineCount: Int) {
    colors = Array(repeating: -1, count: lineCount)
    count = 0
  }

  /// Colors of columns such that no two of one color have entries in the same row: a product with the sum of
  /// a color's unit vectors then shows every entry of its columns.
  ///
  /// Curtis, Powell and Reid, On the estimation of sparse Jacobian matrices, J. Inst. Maths Applics 13, 1974;
  /// as partial coloring at distance 2: Gebremedhin, Manne and Pothen, What color is your Jacobian?, SIAM
  /// Review 47(4), 2005. Greedy in the given order, which is optimal for a band, and again smallest last,
  /// unless the first reaches the number that the fullest row demands. O(Σ entries² of a row).
  init(columnsOf pattern: SparsityPattern) {
    let transposed = pattern.transposed()
    let columns = Array(0..<Int32(pattern.columnCount))
    self.init(columns, of: pattern, transposed)
    guard count > pattern.longestRow else { return }
    let order = smallestLastOrder(count: pattern.columnCount) { column, visit in
      for row in transposed.columns(inRow: column) {
        for other in pattern.columns(inRow: Int(row)) where other != column { visit(Int(other)) }
      }
    }
    let other = Coloring(order, of: pattern, transposed)
    if other.count < count { self = other }
  }

  private init(_ order: [Int32], of pattern: SparsityPattern, _ transposed: SparsityPattern) {
    self.init(uncolored: pattern.columnCount)
    // For each color, the column that it was last forbidden for.
    var forbidden = [Int32](repeating: -1, count: pattern.columnCount + 1)
    for column in order {
      for row in transposed.columns(inRow: Int(column)) {
        for neighbor in pattern.columns(inRow: Int(row)) where colors[Int(neighbor)] >= 0 {
          forbidden[Int(colors[Int(neighbor)])] = column
        }
      }
      paint(column) { forbidden[$0] != column }
    }
  }

  /// Gives a line the first color that `isAllowed`; a new one is.
  private mutating func paint(_ line: Int32, _ isAllowed: (Int) -> Bool) {
    let color = (0..<count).first(where: isAllowed) ?? count
    colors[Int(line)] = Int32(color)
    count = Swift.max(count, color + 1)
  }
}

extension Coloring {
  /// Colors of the columns of a symmetric matrix such that each entry, or its mirror image, is alone with its
  /// color in its row: neighbors differ, and every path over four columns has at least three colors (a star
  /// coloring).
  ///
  /// Coleman and Moré, Estimation of sparse Hessian matrices and graph coloring problems, Mathematical
  /// Programming 28, 1984; greedily as in Gebremedhin, Tarafdar, Manne and Pothen, New acyclic and star
  /// coloring algorithms, SIAM J. Sci. Comput. 29(3), 2007. In the given order and again smallest last, the
  /// better of the two. About O(entries · number of colors).
  init(symmetric pattern: SparsityPattern) {
    let columns = Array(0..<Int32(pattern.columnCount))
    self.init(columns, symmetric: pattern)
    // One color more than the diagonal's alone is the least with entries off it.
    guard count > 2 else { return }
    let order = smallestLastOrder(count: pattern.columnCount) { column, visit in
      for other in pattern.columns(inRow: column) where other != column { visit(Int(other)) }
    }
    let other = Coloring(order, symmetric: pattern)
    if other.count < count { self = other }
  }

  private init(_ order: [Int32], symmetric pattern: SparsityPattern) {
    self.init(uncolored: pattern.columnCount)
    var stars = Stars(count: pattern.columnCount)
    var forbidden = [Int32](repeating: -1, count: pattern.columnCount + 1)
    for vertex in order {
      let neighbors = pattern.columns(inRow: Int(vertex)).filter { $0 != vertex && colors[Int($0)] >= 0 }
      var leaves: [Int32: Int32] = [:]
      for neighbor in neighbors {
        let color = colors[Int(neighbor)]
        forbidden[Int(color)] = vertex
        // The color of a vertex with another neighbor of this one's color would make a path of two colors.
        for hub in stars.hubColors(around: neighbor) { forbidden[Int(hub)] = vertex }
        // Two neighbors of one color make this vertex a hub: what is around them must differ from it.
        if let first = leaves.updateValue(neighbor, forKey: color) {
          for leaf in [first, neighbor] {
            for around in stars.colors(around: leaf) { forbidden[Int(around)] = vertex }
          }
        }
      }
      paint(vertex) { forbidden[$0] != vertex }
      stars.add(vertex, colors[Int(vertex)], neighbors: pattern.columns(inRow: Int(vertex)), colors)
    }
  }
}

/// What a star coloring needs to know of the neighborhoods of vertices.
private struct Stars {
  /// The colors of each vertex's colored neighbors, with the first neighbor of each color.
  private var around: [[Int32: Int32]]
  /// For each vertex the colors of those neighbors that have a further neighbor of the vertex's own color.
  private var hubs: [Set<Int32>]

  init(count: Int) {
    around = Array(repeating: [:], count: count)
    hubs = Array(repeating: [], count: count)
  }

  func colors(around vertex: Int32) -> some Sequence<Int32> { around[Int(vertex)].keys }

  func hubColors(around vertex: Int32) -> Set<Int32> { hubs[Int(vertex)] }

  /// Enters a vertex that has just got its color.
  mutating func add(_ vertex: Int32, _ color: Int32, neighbors: ArraySlice<Int32>, _ colors: [Int32]) {
    var leaves: [Int32: Int32] = [:]
    for neighbor in neighbors where neighbor != vertex {
      let neighborColor = colors[Int(neighbor)]
      if let first = around[Int(neighbor)][color] {
        // The neighbor is a hub between the two.
        if neighborColor >= 0 {
          hubs[Int(first)].insert(neighborColor)
          hubs[Int(vertex)].insert(neighborColor)
        }
      } else {
        around[Int(neighbor)][color] = vertex
      }
      // This vertex is a hub between neighbors of one color.
      if neighborColor >= 0, let first = leaves.updateValue(neighbor, forKey: neighborColor) {
        hubs[Int(first)].insert(color)
        hubs[Int(neighbor)].insert(color)
      }
    }
  }
}
