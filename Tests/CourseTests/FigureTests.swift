// SPDX-License-Identifier: Apache-2.0
internal import CourseFigures
internal import Foundation
internal import Testing

@Suite("The figures of the course")
struct FigureTests {
  @Test("are drawn, and lie where pages and lessons show them", arguments: CourseFigure.all.map(\.name))
  func figures(name: String) throws {
    let figure = try #require(CourseFigure.all.first { $0.name == name })
    let drawing = try figure.svg()
    let folders =
      ["Playground/Exercises/Pages/figures"] + (figure.isInLesson ? ["Docs/Wengert.docc/Resources"] : [])
    for folder in folders {
      // Last digits of what is drawn may differ between machines, and with them the paths.
      let kept = try String(contentsOfFile: "\(Playground.root)/\(folder)/\(name).svg", encoding: .utf8)
      #expect(Self.title(of: kept) == Self.title(of: drawing), "run 'playground figures'")
    }
  }

  private static func title(of drawing: String) -> Substring? {
    drawing.firstRange(of: "<title").flatMap { start in
      drawing.firstRange(of: "</title>").map { drawing[start.upperBound..<$0.lowerBound] }
    }
  }
}
