// SPDX-License-Identifier: Apache-2.0
internal import Explanation
internal import Testing

/// What holds for figures of all kinds.
@Suite struct FigureTests {
  /// What a careless writer would let through as markup, or as a broken document.
  static let hostile = "<script>alert(1)</script> & \"'> ]]> \u{0}\u{8}\u{FFFF} \n]"

  @Test("A figure is well-formed XML that names and describes itself", arguments: Sample.all)
  func wellFormed(_ sample: Sample) throws {
    let document = ParsedDocument(try sample.make("loss").svg())
    #expect(document.mistake == nil)
    #expect(document.elements.first?.name == "svg")
    #expect(document.elements.first?.attributes["role"] == "img")
    #expect(document.elements.dropFirst().prefix(2).map(\.name) == ["title", "desc"])
    #expect(document.text.contains("loss"))
  }

  @Test("Text never becomes markup", arguments: Sample.all)
  func escaping(_ sample: Sample) throws {
    let svg = try sample.make(Self.hostile).svg()
    let document = ParsedDocument(svg)
    #expect(document.mistake == nil)
    #expect(document.count("script") == 0)
    #expect(!svg.contains("<script"))
    #expect(document.text.contains("<script>alert(1)</script> & \"'> ]]> \u{FFFD}\u{FFFD}\u{FFFD}"))
    #expect(document.values("onload").isEmpty)
  }

  @Test("Equal figures are equal bytes", arguments: Sample.all)
  func deterministic(_ sample: Sample) throws {
    let (one, other) = (try sample.make("loss"), try sample.make("loss"))
    #expect(one.svg() == other.svg())
    #expect(one.csv() == other.csv())
  }

  @Test("Coordinates are finite and short", arguments: Sample.all)
  func coordinates(_ sample: Sample) throws {
    let document = ParsedDocument(try sample.make("loss").svg())
    for name in ["x", "y", "width", "height", "d", "viewBox", "transform"] {
      for value in document.values(name) {
        #expect(!value.contains("nan") && !value.contains("inf"), "\(name)=\(value.prefix(80))")
        let decimals = value.split(whereSeparator: { !($0.isNumber || $0 == ".") })
        #expect(
          decimals.allSatisfy { !$0.contains(/\.\d\d/) || $0.contains(/\.\d\./) }, "\(value.prefix(80))")
      }
    }
  }

  @Test(
    "Values that are not finite are counted",
    arguments: [("lines", 2), ("scatter", 5), ("bars", 1), ("heat map", 1)])
  func omitted(name: String, count: Int) throws {
    let sample = try #require(Sample.all.first { $0.name == name })
    let text = try sample.make("loss").description
    #expect(text.contains(count == 1 ? "1 value is not finite" : "\(count) values are not finite"))
  }

  @Test("A figure has colours for light and for dark surroundings")
  func themes() throws {
    let svg = try Sample.all[0].make("loss").svg()
    #expect(svg.contains("prefers-color-scheme:dark"))
    #expect(svg.contains("fill:var(--ink)"))
  }

  @Test("Large data make small files")
  func sizes() throws {
    let x = (0..<100_000).map { Double($0) }
    let line = try Plot(title: "a long line") {
      Line(x, x.map { ($0 / 77).truncatingRemainder(dividingBy: 13) })
    }
    #expect(line.svg().utf8.count < 60_000)
    let grid = try Grid(x: 0...1, y: 0...1, count: 260) { x, y in x * y }
    let map = try Plot(title: "a large matrix") { HeatMap(grid) }
    #expect(map.svg().utf8.count < 400_000)
    let surface = try SurfacePlot(title: "a fine surface", grid)
    #expect(surface.svg().utf8.count < 400_000)
  }
}
