// SPDX-License-Identifier: Apache-2.0

/// The outline of an SVG path, in as few characters as relative coordinates allow.
struct PathData: AttributeValue {
  private(set) var attributeText = ""
  private var position = Position(x: Tenths(0), y: Tenths(0))
  private var start = Position(x: Tenths(0), y: Tenths(0))
  private var lastCommand: Character = " "

  private struct Position: Hashable {
    let x: Tenths
    let y: Tenths

    init(x: Tenths, y: Tenths) {
      self.x = x
      self.y = y
    }

    init(_ point: Point) { self.init(x: Tenths(point.x), y: Tenths(point.y)) }
  }

  var isEmpty: Bool { attributeText.isEmpty }

  /// Begins a part of the outline.
  mutating func move(to point: Point) {
    position = Position(point)
    start = position
    write("M", [position.x, position.y])
  }

  /// A straight line; none when it would be shorter than the grid of coordinates.
  mutating func line(to point: Point) {
    let next = Position(point)
    guard next != position else { return }
    let (dx, dy) = (next.x.count - position.x.count, next.y.count - position.y.count)
    if dy == 0 {
      write("h", [Tenths(count: dx)])
    } else if dx == 0 {
      write("v", [Tenths(count: dy)])
    } else {
      write("l", [Tenths(count: dx), Tenths(count: dy)])
    }
    position = next
  }

  /// Closes the part of the outline that the last move began.
  mutating func close() {
    write("z", [])
    position = start
  }

  /// A part of its own through the points.
  mutating func polyline(_ points: some Sequence<Point>, isClosed: Bool = false) {
    var count = 0
    for point in points {
      if count == 0 { move(to: point) } else { line(to: point) }
      count += 1
    }
    // Round ends make a dot of a line without length.
    if count == 1, !isClosed { write("h", [Tenths(count: 0)]) }
    if isClosed, count > 0 { close() }
  }

  /// A part that is a rectangle.
  mutating func rectangle(_ rectangle: Rectangle) {
    move(to: Point(x: rectangle.left, y: rectangle.top))
    line(to: Point(x: rectangle.right, y: rectangle.top))
    line(to: Point(x: rectangle.right, y: rectangle.bottom))
    line(to: Point(x: rectangle.left, y: rectangle.bottom))
    close()
  }

  /// A part that is a circle.
  mutating func circle(at center: Point, radius: Double) {
    move(to: Point(x: center.x - radius, y: center.y))
    let (r, d) = (Tenths(radius), Tenths(count: Tenths(radius).count * 2))
    attributeText += "a\(r) \(r) 0 1 0 \(d) 0a\(r) \(r) 0 1 0-\(d) 0"
    lastCommand = "a"
  }

  private mutating func write(_ command: Character, _ numbers: [Tenths]) {
    // A repeated command needs no letter, a sign separates numbers as a space does.
    var needsSeparator = command == lastCommand
    if command != lastCommand || command == "z" || command == "M" {
      attributeText.append(command)
      needsSeparator = false
    }
    for number in numbers {
      if needsSeparator, number.count >= 0 { attributeText.append(" ") }
      attributeText += number.description
      needsSeparator = true
    }
    lastCommand = command
  }
}
