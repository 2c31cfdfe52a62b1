// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Testing
internal import Wengert

@testable internal import playground

/// An experiment that finds its seed.
private struct Echo: Experiment {
  struct Found: Findings {
    let seed: Int
    let starts: Int?
    let isQuick: Bool

    var verdict: VerdictBox { VerdictBox(.confirmed, "The seed is **\(seed)**. That is all.") }
    var published: [PublishedNumber] {
      [PublishedNumber("seed", published: "1", found: "\(seed)", "Chosen.")]
    }
    var facts: [Fact] { [Fact("the seed is below 10", seed < 10)] }
    func tables() throws -> [ReportTable] { [try ReportTable(["a", "n"], rows: [["**x**", "1"]])] }
    func page() throws -> [Block] {
      [.picture(Picture(try Plot(title: "A line") { Line([0, 1], [1, 2]) }))]
    }
  }

  let name = "echo"
  let title = "Echo"
  let summary = "an echo"
  let discussion = "Says what it hears."
  let options: [playground.Option] = [.starts]

  func run(_ settings: Settings, showing progress: RunProgress) throws -> Found {
    progress.show("listening")
    return Found(seed: settings.seed, starts: settings.starts, isQuick: settings.isQuick)
  }
}

@Suite("experiments as commands")
struct ExperimentCommandTests {
  private func run(_ words: [String], columns: Int? = nil) -> (code: ExitCode, recorder: ConsoleRecorder) {
    let recorder = ConsoleRecorder()
    let tool = Tool(
      experiments: [Echo().command], commands: [ReportCommand([Echo(), Echo()])],
      console: recorder.console(columns: columns))
    return (tool.run(words), recorder)
  }

  private func withFolder(_ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "wengert-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    try body(folder.path)
  }

  @Test func `the text has tables, numbers and the verdict, without marks and without colour`() {
    let (code, recorder) = run(["echo"])
    #expect(code == .success)
    #expect(
      recorder.output == """
        a  n
        -  -
        x  1

        published and found

        quantity  published  found
        --------  ---------  -----
        seed              1      1

        Confirmed: The seed is 1. That is all.

        """)
    #expect(!recorder.output.contains("\u{1B}") && !recorder.reports.contains("listening"))
  }

  @Test func `options reach the experiment, and the document`() throws {
    let (code, recorder) = run(["echo", "--seed", "7", "--starts=3", "--quick", "--json"])
    #expect(code == .success)
    #expect(recorder.output.split(separator: "\n").count == 1)
    let document = try #require(
      JSONSerialization.jsonObject(with: Data(recorder.output.utf8)) as? [String: Any])
    #expect(document["experiment"] as? String == "echo")
    #expect(document["isQuick"] as? Bool == true)
    let results = try #require(document["results"] as? [String: Any])
    #expect(results["seed"] as? Int == 7 && results["starts"] as? Int == 3)
  }

  @Test(
    "mistakes name the nearest option",
    arguments: [
      (["echo", "--sede", "1"], "unknown option '--sede'; did you mean '--seed'?"),
      (["echo", "--outptu=x"], "did you mean '--output'?"), (["echo", "--quik"], "did you mean '--quick'?"),
      (["echo", "--seed", "-1"], "--seed takes a whole number from 0 to 4294967295, not '-1'"),
      (["echo", "--seed", "4294967295", "--starts", "2"], "leaves no room for the seeds after it"),
      (["echo", "--output="], "--output needs a value that is not empty"),
      (["report", "--starts", "2"], "unknown option '--starts'"), (["echoo"], "did you mean 'echo'?"),
    ])
  func mistakes(words: [String], message: String) {
    let (code, recorder) = run(words)
    #expect(code == .usage)
    #expect(recorder.reports.contains(message), "\(recorder.reports)")
    #expect(recorder.output.isEmpty)
  }

  @Test func `a fact that does not hold fails the command`() {
    let (code, recorder) = run(["echo", "--seed", "11"])
    #expect(code == .failure)
    #expect(recorder.reports.hasSuffix("playground: echo: it does not hold that the seed is below 10\n"))
    #expect(recorder.output.contains("Confirmed"))
  }

  @Test func `progress is shown where someone looks`() {
    #expect(run(["echo"], columns: 80).recorder.reports.contains("listening"))
    #expect(!run(["echo", "--quiet"], columns: 80).recorder.reports.contains("listening"))
  }

  @Test func `a page and its figures are written, again in the same bytes`() throws {
    try withFolder { folder in
      var pages: [Data] = []
      for _ in 0..<2 {
        #expect(run(["echo", "--output", folder]).code == .success)
        pages.append(try Data(contentsOf: URL(filePath: "\(folder)/echo.html")))
      }
      #expect(pages[0] == pages[1])
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["echo", "echo.html"])
      #expect(
        try FileManager.default.contentsOfDirectory(atPath: folder + "/echo").sorted() == [
          "a-line.csv", "a-line.svg",
        ])
      #expect(try String(contentsOfFile: folder + "/echo/a-line.csv", encoding: .utf8) == "x,y\n0,1\n1,2\n")
    }
  }

  @Test func `the report has an index that leads to every page`() throws {
    try withFolder { folder in
      let (code, recorder) = run(["report", "-o", folder, "--quick"])
      #expect(code == .success)
      #expect(recorder.output.hasSuffix("\(folder)/index.html\n"))
      let index = try String(contentsOfFile: folder + "/index.html", encoding: .utf8)
      #expect(mistake(in: index) == nil)
      #expect(index.contains("href=\"echo.html\"") && index.contains("Confirmed."))
      #expect(FileManager.default.fileExists(atPath: folder + "/echo.html"))
    }
  }

  @Test func `a folder that cannot be made is an error`() {
    let (code, recorder) = run(["echo", "--output", "/dev/null/x"])
    #expect(code == .failure)
    #expect(!recorder.reports.isEmpty)
  }
}
