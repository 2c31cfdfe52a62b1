// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// From where a surface is seen, from far away.
public struct Viewpoint: Hashable, Sendable {
  /// The direction along the ground, in degrees from the x axis towards the y axis.
  public let azimuth: Double
  /// The height above the ground, in degrees; 90 looks straight down.
  public let elevation: Double

  /// - Parameters:
  ///   - azimuth: In degrees from the x axis towards the y axis.
  ///   - elevation: In degrees; what is below 5 or above 85 is cut to that.
  public init(azimuth: Double = -60, elevation: Double = 30) {
    self.azimuth = azimuth
    self.elevation = min(max(elevation, 5), 85)
  }
}

/// A place in the box around a surface: each coordinate from -0.5 to 0.5, but for the flatter height.
struct BoxPoint: Hashable, Sendable {
  var x: Double
  var y: Double
  var z: Double

  static func - (a: BoxPoint, b: BoxPoint) -> BoxPoint { BoxPoint(x: a.x - b.x, y: a.y - b.y, z: a.z - b.z) }

  func dot(_ other: BoxPoint) -> Double { x * other.x + y * other.y + z * other.z }

  func cross(_ other: BoxPoint) -> BoxPoint {
    BoxPoint(
      x: y * other.z - z * other.y, y: z * other.x - x * other.z, z: x * other.y - y * other.x)
  }

  var normalized: BoxPoint {
    let length = dot(self).squareRoot()
    return length > 0 ? BoxPoint(x: x / length, y: y / length, z: z / length) : self
  }
}

/// The box as it is seen: a parallel projection.
struct Projection: Sendable {
  /// Towards the viewer.
  let towards: BoxPoint
  /// To the right on the paper.
  let right: BoxPoint
  /// Up on the paper.
  let up: BoxPoint
  /// How long a side of the box is on the paper, and where its middle is.
  var scale = 1.0
  var center = Point(x: 0, y: 0)

  init(_ viewpoint: Viewpoint) {
    let a = viewpoint.azimuth * .pi / 180
    let e = viewpoint.elevation * .pi / 180
    let (sine, cosine) = (Double.sin(a), Double.cos(a))
    towards = BoxPoint(x: cosine * .cos(e), y: sine * .cos(e), z: .sin(e))
    right = BoxPoint(x: -sine, y: cosine, z: 0)
    up = BoxPoint(x: -cosine * .sin(e), y: -sine * .sin(e), z: .cos(e))
  }

  /// The place on the paper.
  func callAsFunction(_ point: BoxPoint) -> Point {
    Point(x: center.x + scale * point.dot(right), y: center.y - scale * point.dot(up))
  }

  /// How near a place on the ground is to the viewer. Cells of a grid that hide each other are in this order, whatever
  /// their heights.
  func nearness(x: Double, y: Double) -> Double { x * towards.x + y * towards.y }
}
