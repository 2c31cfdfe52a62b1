// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Numbers as colours: the range, and how it is spread over a map.
struct ColorScale: Hashable, Sendable {
  let title: String
  let map: ColorMap
  let scale: Axis.Scale
  let range: ClosedRange<Double>

  /// The scale over the values of a grid.
  ///
  /// - Parameter range: What the user asked for; `nil` takes the finite values', and for diverging colours as much to
  ///   either side of 0.
  init(title: String, map: ColorMap, scale: Axis.Scale, range: ClosedRange<Double>?, over values: [Double]) {
    (self.title, self.map, self.scale) = (title, map, scale)
    if let range {
      self.range = range
    } else {
      var extent = Extent(values)
      if map == .diverging, scale == .linear { extent.add([-extent.high, -extent.low]) }
      self.range = extent.axisRange(scale, margin: 0)
    }
  }

  /// The scale as an axis from 0 to 1.
  var axis: AxisMap { AxisMap(Axis(title, scale: scale), range: range, from: 0, to: 1) }
}

/// What stands beside a plot whose colours are numbers.
struct ColorBar: Sendable {
  let scale: ColorScale
  /// The values where one colour gives way to the next; `nil` where they do so gradually.
  let levels: [Double]?

  /// The colour of the step below the level of that number, and of the last above all of them.
  static func color(_ step: Int, of count: Int, _ map: ColorMap) -> RGB {
    map.color(count < 2 ? 0.5 : Double(step) / Double(count - 1))
  }
}
