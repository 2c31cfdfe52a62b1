// SPDX-License-Identifier: Apache-2.0
import Foundation
import Testing
import Wengert

@Suite("The code of the article on plots")
struct PlotsCode {
  // swift-format-ignore
  @Test func plotsAndPages() throws {
    let epochs: [Double] = [1, 2, 3]
    let (lowest, median, highest) = ([0.8, 0.1, 1e-4], [0.9, 0.3, 1e-3], [1.0, 0.6, 1e-2])
    let folder = FileManager.default.temporaryDirectory.appending(path: UUID().uuidString)
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }

    let plot = try Plot(
      title: "Training", summary: "LM needs 20 epochs, Adam 3000.",
      x: Axis("epoch"), y: Axis("loss", scale: .logarithmic)
    ) {
      Band(epochs, lowest, highest, label: "Adam")
      Line(epochs, median, label: "Adam")
      Rule(y: 1e-3, label: "goal")
    }
    let picture = plot.svg()    // a file that stands alone
    let numbers = plot.csv()    // its data

    let report = try Report(title: "Two spirals", lead: "What second order buys.") {
      VerdictBox(.incomplete, "LM needs **14** steps; most of the published gap is the scaling of the inputs.")
      try Section("Training") {
        "Both nets start from the same parameters, `seed: 1`."
        Picture(plot, caption: "The error of 20 starts.")
        try ReportTable(["method", "steps"], rows: [["LM", "14"], ["Adam", "3000"]])
      }
    }
    let page = report.html()

    #expect(picture.contains("Training") && numbers.contains("Adam") && page.contains("Two spirals"))
  }
}
