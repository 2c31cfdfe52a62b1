// SPDX-License-Identifier: Apache-2.0
@testable internal import Explanation
internal import Tensors
internal import Testing

@Suite struct PlotTests {
  @Test("A mistake is named")
  func mistakes() throws {
    let grid = try Grid(x: 0...1, y: 0...1, count: 2) { x, y in x - y }
    let rows: [(PlotError, @Sendable () throws -> Void)] = [
      (.empty("Plot \"loss\""), { _ = try Plot(title: "loss") {} }),
      (.empty("Line \"Adam\""), { _ = try Plot(title: "") { Line([], label: "Adam") } }),
      (.lengths("Line \"Adam\"", [2, 1]), { _ = try Plot(title: "") { Line([0, 1], [2], label: "Adam") } }),
      (.lengths("Band", [1, 2]), { _ = try Plot(title: "") { Band([1], [1], [1, 2]) } }),
      (.lengths("Bars", [1, 2]), { _ = try Plot(title: "", x: Axis(categories: ["a"])) { Bars([1, 2]) } }),
      (
        .notPositive("Line", along: "y axis", value: 0, position: 1),
        { _ = try Plot(title: "", y: Axis(scale: .logarithmic)) { Line([1, 0, 2]) } }
      ),
      (
        .notPositive("Rule", along: "x axis", value: -1, position: 0),
        { _ = try Plot(title: "", x: Axis(scale: .logarithmic)) { Rule(x: -1) } }
      ),
      (
        .notPositive("HeatMap", along: "colour scale", value: 0, position: 0),
        { _ = try Plot(title: "") { HeatMap(grid, scale: .logarithmic) } }
      ),
      (.range("the x axis", 1...1), { _ = try Plot(title: "", x: Axis(range: 1...1)) { Line([1]) } }),
      (
        .range("the y axis", 0...1),
        { _ = try Plot(title: "", y: Axis(scale: .logarithmic, range: 0...1)) { Line([1]) } }
      ),
      (
        .tooLarge("Line", count: 200_001, limit: 200_000),
        {
          _ = try Plot(title: "") { Line([Double](repeating: 1, count: 200_001)) }
        }
      ),
      (.lengths("Grid", [4, 3]), { _ = try Grid(x: [0, 1], y: [0, 1], values: [1, 2, 3]) }),
      (.unordered("Grid", along: "y"), { _ = try Grid(x: [0, 1], y: [1, 1], values: [1, 2, 3, 4]) }),
      (
        .lengths("Regions", [2, 1]),
        { _ = try Plot(title: "") { Regions(scores: [grid, grid], labels: ["a"]) } }
      ),
      (.empty("Panels \"p\""), { _ = try Panels(title: "p", []) }),
      (
        .notPositive("SurfacePlot \"s\"", along: "z axis", value: 0, position: 0),
        { _ = try SurfacePlot(title: "s", grid, z: Axis(scale: .logarithmic)) }
      ),
    ]
    for (error, make) in rows {
      #expect(throws: error) { try make() }
      #expect(!error.description.isEmpty)
    }
  }

  @Test("Data as CSV, with names quoted and numbers to the last digit")
  func csv() throws {
    let plot = try Plot(title: "") {
      Line([0, 1, 2], [0.1, .nan, -.infinity], label: "a, \"b\"")
      Band([0.5], [1e-300], [1.0 / 3])
    }
    #expect(
      plot.csv() == """
        series,x,y,low,high
        "a, ""b""\",0,0.1,,
        "a, ""b""\",1,nan,,
        "a, ""b""\",2,-inf,,
        ,0.5,,1e-300,0.3333333333333333

        """)
    let matrix: Tensor<Double> = [[1, 2], [3, Tensor(.nan)]]
    let map = try Plot(title: "") { HeatMap(try Grid(matrix), title: "v") }
    #expect(map.csv() == "series,x,y,value\nv,0,0,1\nv,1,0,2\nv,0,1,3\nv,1,1,nan\n")
  }

  @Test("Marks of one label are one series, and colours that are asked for are left to those that ask")
  func series() throws {
    let plot = try Plot(title: "") {
      Band([0], [1], [2], label: "a")
      Line([1], label: "b")
      Line([1], label: "a")
      Line([1], color: .series(2))
      Line([1])
      Rule(x: 0)
    }
    #expect(plot.seriesNumbers == [0, 1, 0, 2, 3, 0])
    #expect(Legend.merged(plot.entries).map(\.label) == ["a", "b"])
  }

  @Test("A label has one colour in all panels, and axes that are shared are equal")
  func panels() throws {
    let one = try Plot(title: "one") { Line([1, 2], label: "a") }
    let other = try Plot(title: "other") {
      Line([5], label: "b"); Line([9, 8, 7], label: "a")
    }
    let panels = try Panels(title: "", sharesX: true, sharesY: true, [one, other])
    let plots = panels.figures.compactMap { $0 as? Plot }
    #expect(plots.map(\.seriesNumbers) == [[0], [1, 0]])
    #expect(plots[0].ranges == plots[1].ranges)
    #expect(plots[0].ranges.y.contains(9) && plots[0].ranges.y.contains(1))
    #expect(panels.csv().hasPrefix("panel,series,x,y\none,a,0,1\n"))
  }

  @Test("A gap interrupts a line, and a single point is still seen")
  func gaps() throws {
    let plot = try Plot(title: "") { Line([1, 2, .nan, 3, .nan, 4, 5]) }
    let path = try #require(
      ParsedDocument(plot.svg()).elements.first { $0.attributes["class"] == "l s0" }?.attributes["d"])
    #expect(path.count { $0 == "M" } == 3)
    #expect(path.contains("h0"))
  }

  @Test("A long line keeps its peaks")
  func peaks() {
    let points = (0..<10_000).map { Point(x: Double($0) / 20, y: $0 == 5003 ? 90 : 10 + Double($0 % 7)) }
    let thinned = Thinning.thinned(points)
    #expect(thinned.count < 4100)
    #expect(thinned.contains { $0.y == 90 })
    #expect(thinned.first == points.first && thinned.last == points.last)
  }

  @Test("Bars stand on the axis")
  func bars() throws {
    #expect(try Plot(title: "") { Bars([3, 4]) }.ranges.y.lowerBound == 0)
    #expect(try Plot(title: "") { Bars([-3, -4]) }.ranges.y.upperBound == 0)
    #expect(try Plot(title: "") { Bars([-3, 4]) }.ranges.y.contains(-3))
  }

  @Test("A unit is as long on both axes when it is to be")
  func equalUnits() throws {
    let plot = try Plot(title: "", size: .standard, hasEqualUnits: true) { Line([0, 3], [0, 1]) }
    let view = try #require(ParsedDocument(plot.svg()).elements.first?.attributes["viewBox"])
    #expect(view.hasPrefix("0 0 520 ") && !view.hasSuffix(" 350"))
  }

  @Test("Neighbouring series differ in lightness, and colour maps rise in it")
  func palettes() {
    let lightness = (0...20).map { ColorMap.sequential.color(Double($0) / 20).luminance }
    #expect(zip(lightness, lightness.dropFirst()).allSatisfy(<))
    let halves = (0...20).map { ColorMap.diverging.color(Double($0) / 20).luminance }
    #expect(zip(halves.prefix(11), halves.prefix(11).dropFirst()).allSatisfy(<))
    #expect(zip(halves.suffix(11), halves.suffix(11).dropFirst()).allSatisfy(>))
    #expect(ColorMap.sequential.color(0).description == "#440154")
    #expect(ColorMap.sequential.color(1).description == "#fde725")
  }
}
