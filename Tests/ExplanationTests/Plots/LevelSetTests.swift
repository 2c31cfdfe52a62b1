// SPDX-License-Identifier: Apache-2.0
@testable internal import Explanation
internal import Foundation
internal import TestSupport
internal import Testing

@Suite struct LevelSetTests {
  static func set(_ count: Int, level: Double, _ f: (Double, Double) -> Double) throws -> LevelSet {
    let grid = try Grid(x: -2...2, y: -2...2, count: count, f)
    return LevelSet(x: grid.x, y: grid.y, values: grid.values, level: level)
  }

  /// The area that closed outlines enclose, inside counted once with its sign.
  static func area(_ outlines: [[Point]]) -> Double {
    outlines.reduce(0) { sum, outline in
      sum
        + zip(outline, outline.dropFirst() + [outline[0]]).reduce(0) {
          $0 + ($1.0.x * $1.1.y - $1.1.x * $1.0.y) / 2
        }
    }.magnitude
  }

  @Test("The level sets of a bowl are circles", arguments: [0.25, 1.0, 2.25])
  func circle(level: Double) throws {
    let set = try Self.set(81, level: level) { x, y in x * x + y * y }
    let radius = level.squareRoot()
    #expect(set.lines.count == 1)
    for point in set.lines.joined() {
      #expect(abs(hypot(point.x, point.y) - radius) < 2e-3)
    }
    // Above the level: the square without the disc.
    #expect(abs(Self.area(set.outlines) - (16 - .pi * level)) < 0.02)
    let line = try #require(set.lines.first)
    #expect(line.first == line.last)
  }

  @Test("The level sets of a plane are straight, whole and open")
  func plane() throws {
    let set = try Self.set(9, level: 0.3) { x, y in x + 2 * y }
    let line = try #require(set.lines.first)
    #expect(set.lines.count == 1)
    #expect(line.allSatisfy { abs($0.x + 2 * $0.y - 0.3) < 1e-12 })
    let ends = [line.first, line.last].compactMap { $0 }
    #expect(ends.allSatisfy { max(abs($0.x), abs($0.y)) == 2 })
    // y > (0.3 - x) / 2 over the square.
    #expect(abs(Self.area(set.outlines) - (16 - 4 * 2.15)) < 1e-12)
  }

  @Test("The mean of a square's corners decides how a saddle joins", arguments: [(1.0, 1), (-1.0, 2)])
  func saddle(middle: Double, parts: Int) throws {
    let corner = 1 + middle
    let grid = try Grid(x: [0, 1], y: [0, 1], values: [corner, -1, -1, corner])
    let set = LevelSet(x: grid.x, y: grid.y, values: grid.values, level: middle > 0 ? 0.2 : -0.2)
    #expect(set.outlines.count == parts)
  }

  @Test("Missing values are outside, and no line runs around them")
  func missing() throws {
    let set = try Self.set(41, level: 0.5) { x, y in hypot(x, y) < 0.6 ? .nan : 1 }
    #expect(set.lines.isEmpty)
    #expect(set.outlines.count == 2)
    #expect(Self.area(set.outlines) < 16 - .pi * 0.36)
  }

  @Test("What is above a level and what is below it fill the plane")
  func complement() throws {
    for seed in 0..<50 {
      var draws = Draws(seed: seed)
      let values = (0..<72).map { _ in draws.number() }
      let (x, y) = ((0..<9).map(Double.init), (0..<8).map(Double.init))
      let above = LevelSet(x: x, y: y, values: values, level: 0.1)
      let below = LevelSet(x: x, y: y, values: values.map { -$0 }, level: -0.1)
      #expect(abs(Self.area(above.outlines) + Self.area(below.outlines) - 56) < 1e-9, "seed \(seed)")
    }
  }
}
