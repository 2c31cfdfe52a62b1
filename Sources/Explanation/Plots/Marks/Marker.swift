// SPDX-License-Identifier: Apache-2.0

/// The shape of a point.
public enum Marker: String, Hashable, Sendable {
  /// One that tells the series apart without its colour.
  case automatic
  /// A disc.
  case circle
  /// A square.
  case square
  /// A triangle that stands on its base.
  case triangle
  /// A square that stands on a corner.
  case diamond
  /// Two crossing bars.
  case cross

  private static let cycle: [Marker] = [.circle, .square, .triangle, .diamond]

  /// Adds the shape to an outline.
  ///
  /// - Parameters:
  ///   - size: The diameter of a circle; other shapes cover about as much.
  ///   - index: The series that `automatic` stands for.
  func add(to path: inout PathData, at center: Point, size: Double, automatic index: Int) {
    let r = size / 2
    func polygon(_ corners: [(x: Double, y: Double)]) {
      path.polyline(corners.map { Point(x: center.x + $0.x * r, y: center.y + $0.y * r) }, isClosed: true)
    }
    switch self {
    case .automatic: Self.cycle[index % 4].add(to: &path, at: center, size: size, automatic: 0)
    case .circle: path.circle(at: center, radius: r)
    case .square: polygon([(-0.88, -0.88), (0.88, -0.88), (0.88, 0.88), (-0.88, 0.88)])
    case .triangle: polygon([(0, -1.25), (1.15, 0.8), (-1.15, 0.8)])
    case .diamond: polygon([(0, -1.3), (1.3, 0), (0, 1.3), (-1.3, 0)])
    case .cross:
      polygon([
        (-1, -0.6), (-0.6, -1), (0, -0.4), (0.6, -1), (1, -0.6), (0.4, 0), (1, 0.6), (0.6, 1), (0, 0.4),
        (-0.6, 1), (-1, 0.6), (-0.4, 0),
      ])
    }
  }
}
