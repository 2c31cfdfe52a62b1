// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing

@testable import Autodiff

@Suite struct ColoringTests {
  private static func pattern(_ rows: Int, _ columns: Int, where isEntry: (Int, Int) -> Bool)
    -> SparsityPattern
  {
    SparsityPattern(
      rowCount: rows, columnCount: columns,
      (0..<rows).flatMap { row in
        (0..<columns).filter { isEntry(row, $0) }.map { (row: Int32(row), column: Int32($0)) }
      })
  }

  private static func isProper(_ coloring: Coloring, columnsOf pattern: SparsityPattern) -> Bool {
    (0..<pattern.rowCount).allSatisfy { row in
      let colors = pattern.columns(inRow: row).map { coloring.colors[Int($0)] }
      return Set(colors).count == colors.count
    }
  }

  /// By the definition: neighbors differ, and so do the colors of every path over four vertices but for two.
  private static func isStar(_ coloring: Coloring, _ pattern: SparsityPattern) -> Bool {
    func neighbors(_ v: Int) -> [Int] { pattern.columns(inRow: v).map { Int($0) }.filter { $0 != v } }
    for a in 0..<pattern.rowCount {
      for b in neighbors(a) {
        if coloring.colors[a] == coloring.colors[b] { return false }
        for c in neighbors(b) where c != a && coloring.colors[c] == coloring.colors[a] {
          for d in neighbors(c) where d != b && d != a && coloring.colors[d] == coloring.colors[b] {
            return false
          }
        }
      }
    }
    return true
  }

  private static func uses(_ coloring: Coloring) -> Bool {
    Set(coloring.colors).count == coloring.count
      && coloring.colors.allSatisfy { $0 >= 0 && $0 < coloring.count }
  }

  @Test("random patterns are colored so that their entries can be told apart", arguments: 0..<60)
  func randomPatterns(_ seed: Int) {
    var draws = Draws(seed: seed)
    let (rows, columns, share) = (1 + draws.below(30), 1 + draws.below(30), draws.unit() * draws.unit())
    let pattern = Self.pattern(rows, columns) { _, _ in draws.unit() < share }
    let coloring = Coloring(columnsOf: pattern)
    #expect(Self.uses(coloring) && Self.isProper(coloring, columnsOf: pattern), "seed \(seed)\n\(pattern)")
    #expect(coloring.count >= pattern.longestRow)

    let symmetric = Self.pattern(rows, rows) { _, _ in draws.unit() < share }.symmetrized()
    let star = Coloring(symmetric: symmetric)
    #expect(Self.uses(star) && Self.isStar(star, symmetric), "seed \(seed)\n\(symmetric)")
    #expect(symmetric.transposed() == symmetric)
  }

  @Test("a band takes as many colors as it is wide", arguments: [0, 1, 2, 5], [0, 1, 3])
  func bands(_ below: Int, _ above: Int) {
    let pattern = Self.pattern(40, 40) { ($0 - above...$0 + below).contains($1) }
    #expect(Coloring(columnsOf: pattern).count == below + above + 1)
    #expect(Coloring(columnsOf: pattern.transposed()).count == below + above + 1)
  }

  @Test("arrowheads take two colors by symmetry, whichever way they point", arguments: [0, 19, 7])
  func arrowheads(_ hub: Int) {
    let pattern = Self.pattern(20, 20) { $0 == hub || $1 == hub || $0 == $1 }
    #expect(Coloring(symmetric: pattern).count == 2)
    #expect(Coloring(columnsOf: pattern).count == 20)
  }

  @Test("an arrowhead of b heads takes b + 1 colors by symmetry, one with a band three more")
  func wideArrowheads() {
    let wide = Self.pattern(30, 30) { $0 < 4 || $1 < 4 || $0 == $1 }
    #expect(Coloring(symmetric: wide).count == 5)
    let banded = Self.pattern(30, 30) { $0 == 0 || $1 == 0 || abs($0 - $1) <= 1 }
    #expect(Coloring(symmetric: banded).count == 4)
  }

  @Test("tridiagonal matrices take three colors, diagonal and empty ones one") func small() {
    #expect(Coloring(symmetric: Self.pattern(30, 30) { abs($0 - $1) <= 1 }).count == 3)
    #expect(Coloring(symmetric: Self.pattern(9, 9) { $0 == $1 }).count == 1)
    #expect(Coloring(symmetric: Self.pattern(9, 9) { _, _ in false }).count == 1)
    #expect(Coloring(columnsOf: Self.pattern(9, 9) { _, _ in false }).count == 1)
    #expect(Coloring(columnsOf: Self.pattern(0, 0) { _, _ in false }).count == 0)
  }

  @Test("smallest last orders a tree from its middle, so that each vertex has one neighbor before it")
  func smallestLast() {
    // A binary tree: 0 is the root.
    let neighbors = (0..<31).map { v in
      [2 * v + 1, 2 * v + 2].filter { $0 < 31 } + (v > 0 ? [(v - 1) / 2] : [])
    }
    let order = smallestLastOrder(count: 31) { vertex, visit in neighbors[vertex].forEach(visit) }
    #expect(order.sorted() == Array(0..<31))
    for (place, vertex) in order.enumerated() {
      #expect(neighbors[Int(vertex)].filter { order[..<place].contains(Int32($0)) }.count <= 1)
    }
  }
}
