// SPDX-License-Identifier: Apache-2.0
@testable internal import Explanation
internal import Tensors
internal import Testing

/// A figure of each kind, all of whose texts are given.
struct Sample: Sendable, CustomTestStringConvertible {
  let name: String
  let make: @Sendable (_ text: String) throws -> any Figure

  var testDescription: String { name }

  init(_ name: String, _ make: @escaping @Sendable (_ text: String) throws -> any Figure) {
    self.name = name
    self.make = make
  }

  static let bowl: @Sendable () throws -> Grid = {
    try Grid(x: -2...2, y: -1...1, count: 21) { x, y in x * x + 3 * y * y + 0.1 }
  }

  static let all: [Sample] = [
    Sample("lines") { text in
      try Plot(title: text, summary: text, x: Axis(text), y: Axis(text, scale: .logarithmic)) {
        Band([0, 1, 2, 3], [1, 0.1, .nan, 1e-3], [2, 0.3, 0.1, 1e-2], label: text)
        Line([0, 1, 2, 3], [1.5, 0.2, .infinity, 5e-3], label: text, markers: .automatic)
        Line([3, 2, 1], label: text + "2", stroke: .dotted, width: 1)
        Rule(x: 1, label: text)
        Rule(y: 0.5, label: text)
        Label(text, x: 2, y: 1)
      }
    },
    Sample("scatter") { text in
      try Plot(title: text, x: Axis(text), y: Axis(text)) {
        for (i, marker) in [Marker.circle, .square, .triangle, .diamond, .cross].enumerated() {
          Scatter([0, 1, .nan], [Double(i), 2, 3], label: "\(text) \(i)", marker: marker)
        }
      }
    },
    Sample("bars") { text in
      try Plot(title: text, x: Axis(text, categories: [text, "b", "c"]), y: Axis(text)) {
        Bars([1, -2, .nan], label: text, showsValues: true)
        Bars([3, 4, 5], label: text + "2")
      }
    },
    Sample("heat map") { text in
      let matrix: Tensor<Double> = [[1, 2, 3], [4, Tensor(.nan), 1e3]]
      return try Plot(title: text, y: Axis(text, categories: [text, "b"], isReversed: true)) {
        HeatMap(try Grid(matrix), title: text, scale: .logarithmic)
      }
    },
    Sample("contours") { text in
      try Plot(title: text, x: Axis(text), hasEqualUnits: true) {
        Contours(try bowl(), title: text)
        Line([0, 1], [0, 0.5], label: text)
      }
    },
    Sample("contour lines") { text in
      try Plot(title: text) {
        Contours(try bowl(), title: text, isFilled: false, colors: .diverging, scale: .logarithmic)
      }
    },
    Sample("regions") { text in
      let score = try bowl()
      return try Plot(title: text) {
        Regions(
          scores: [score, try Grid(x: score.x, y: score.y, values: score.values.map { 1 - $0 })],
          labels: [text, text + "2"])
      }
    },
    Sample("surface") { text in
      try SurfacePlot(
        title: text, summary: text, try bowl(), x: Axis(text), y: Axis(text),
        z: Axis(text, scale: .logarithmic),
        paths: [SurfacePath([-1.5, 0, 9, 1], [0.5, 0, 0, .nan], label: text)])
    },
    Sample("panels") { text in
      let plot = try Plot(title: text, size: .small) { Line([1, 2], label: text) }
      let surface = try SurfacePlot(title: text, try bowl(), size: .small)
      return try Panels(title: text, columns: 2, sharesX: true, sharesY: true, [plot, plot, surface])
    },
  ]
}
