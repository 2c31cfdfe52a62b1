// SPDX-License-Identifier: Apache-2.0

/// Fewer points that look the same.
enum Thinning {
  /// The points of a line without those that cannot be seen.
  ///
  /// Of a long line from left to right the first, lowest, highest and last point of each half unit of width stay, so
  /// that no peak is lost. Of any other line points that hardly leave the last one go.
  static func thinned(_ points: [Point]) -> [Point] {
    guard points.count > 400 else { return points }
    let rises = zip(points, points.dropFirst()).allSatisfy { $0.x <= $1.x }
    return rises ? envelope(points) : spaced(points)
  }

  private static func envelope(_ points: [Point]) -> [Point] {
    var kept: [Point] = []
    var start = 0
    while start < points.count {
      let column = (points[start].x * 2).rounded(.down)
      var end = start
      var (low, high) = (start, start)
      while end < points.count, (points[end].x * 2).rounded(.down) == column {
        if points[end].y < points[low].y { low = end }
        if points[end].y > points[high].y { high = end }
        end += 1
      }
      for index in Set([start, low, high, end - 1]).sorted() { kept.append(points[index]) }
      start = end
    }
    return kept
  }

  private static func spaced(_ points: [Point]) -> [Point] {
    var kept = [points[0]]
    for point in points.dropFirst() {
      let (dx, dy) = (point.x - kept[kept.count - 1].x, point.y - kept[kept.count - 1].y)
      if dx * dx + dy * dy >= 0.16 { kept.append(point) }
    }
    if kept.last != points.last { kept.append(points[points.count - 1]) }
    return kept
  }

  /// So many points at most, at equal distances along the list, with the first and the last.
  static func spread(_ points: [Point], most: Int) -> [Point] {
    guard points.count > most else { return points }
    return (0..<most).map { points[$0 * (points.count - 1) / (most - 1)] }
  }
}
