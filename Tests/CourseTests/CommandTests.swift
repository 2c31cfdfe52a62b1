// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import CourseAnswers
internal import CourseTeacher
internal import Foundation
internal import Testing

@Suite("The command of the course")
struct CommandTests {
  /// A copy of the course's files in a folder of its own, in which files can change.
  private func copyOfCourse() throws -> (root: URL, course: CourseFolder) {
    let root = FileManager.default.temporaryDirectory.appending(path: "course-\(UUID().uuidString)")
    let exercises = root.appending(path: "Playground/Exercises")
    try FileManager.default.createDirectory(at: exercises, withIntermediateDirectories: true)
    for folder in ["Pages", "Answers", "Teacher"] {
      try FileManager.default.copyItem(
        atPath: Playground.root + "/Playground/Exercises/" + folder,
        toPath: exercises.appending(path: folder).path)
    }
    return (root, try CourseFolder(at: root.path))
  }

  /// Runs the playground in a folder.
  private func run(_ words: [String], in folder: String = Playground.root) throws -> (
    code: Int32, output: String
  ) {
    let process = Process()
    process.executableURL = URL(filePath: Playground.path)
    process.arguments = ["exercises"] + words
    process.currentDirectoryURL = URL(filePath: folder)
    let (output, errors) = (Foundation.Pipe(), Foundation.Pipe())
    (process.standardOutput, process.standardError) = (output, errors)
    try process.run()
    let data = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    return (process.terminationStatus, String(decoding: data, as: UTF8.self))
  }

  @Test("reset puts the stub back and keeps what was written")
  func reset() throws {
    let (root, course) = try copyOfCourse()
    defer { try? FileManager.default.removeItem(at: root) }
    let file = root.appending(path: "Playground/Exercises/Answers/FanOut.swift")
    try "// my work\n".write(to: file, atomically: true, encoding: .utf8)
    #expect(try course.reset("FanOut") != nil)
    #expect(try course.answer("FanOut") == course.stub("FanOut"))
    #expect(try String(contentsOf: file.appendingPathExtension("old"), encoding: .utf8) == "// my work\n")
    #expect(try course.reset("FanOut") == nil, "nothing to do")
  }

  @Test("the course is found from any folder below it, and missed outside")
  func folders() throws {
    let (root, _) = try copyOfCourse()
    defer { try? FileManager.default.removeItem(at: root) }
    let below = try CourseFolder(at: root.path + "/Playground/Exercises/Answers")
    #expect(try below.page("FanOut").hasPrefix("# "))
    #expect(throws: CourseError.self) { try CourseFolder(at: "/") }
  }

  @Test("all stubs are checked within a minute, for no points; the scores are what Gradescope reads")
  func stubs() throws {
    let start = ContinuousClock.now
    let file = FileManager.default.temporaryDirectory.appending(path: "scores-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: file) }
    let (code, output) = try run(["check", "all", "--output", file.path])
    #expect(code == 1 && output.hasSuffix("0.0 of \(Answers.all.count * 10) points\n"), "\(output)")
    #expect(start.duration(to: .now) < .seconds(60))
    let object = try JSONSerialization.jsonObject(with: Data(contentsOf: file)) as? [String: Any]
    #expect(object?["score"] as? Double == 0)
    #expect(object?["execution_time"] is Double)
    let tests = try #require(object?["tests"] as? [[String: Any]])
    #expect(tests.count == Answers.all.count)
    for test in tests {
      #expect(test["score"] as? Double == 0 && test["max_score"] as? Double == 10)
      #expect(test["name"] is String && test["number"] is String && test["output"] is String)
      #expect(test["status"] as? String == "failed" && test["visibility"] as? String == "visible")
    }
  }

  @Test("the solutions get all points")
  func solutions() throws {
    let (code, output) = try run(["check", "all", "--of", "solutions", "--json"])
    let object = try JSONSerialization.jsonObject(with: Data(output.utf8)) as? [String: Any]
    #expect(code == 0 && object?["score"] as? Double == Double(10 * Answers.all.count))
  }

  @Test(
    "answers to questions",
    arguments: [
      (["list"], 0, " 1  The chain rule by hand"), (["show", "1"], 0, "# "),
      (["show", "chainrule"], 0, "# "),
      (["hint", "3"], 0, "Hint 1 of 3"), (["hint", "3", "3"], 0, "Hint 3 of 3"),
      (["check", "3"], 1, "not-yet"), (["check", "3", "--of", "wrong1"], 1, "overwritten"),
      (["hint", "3", "4"], 2, ""), (["show", "99"], 2, ""), (["shwo", "1"], 2, ""), ([], 2, ""),
      (["export"], 2, ""),
    ])
  func answers(words: [String], code: Int32, text: String) throws {
    let result = try run(words)
    #expect(result.code == code && (text.isEmpty || result.output.contains(text)), "\(words): \(result)")
  }

  @Test("the package for students has every page, stub and figure, and no solution")
  func export() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "students-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try run(["export", "--student", folder.path]).code == 0)
    let course = try CourseFolder(at: folder.path)
    for exercise in Answers.all {
      let stub = try course.answer(exercise.name)
      #expect(try stub == course.stub(exercise.name) && stub.contains("throw notYet("))
      let page = try course.page(exercise.name)
      for link in page.matches(of: /\]\((figures\/[^)]+)\)/) {
        #expect(
          FileManager.default.fileExists(atPath: folder.appending(path: "Pages/\(link.1)").path), "\(link.1)")
      }
    }
    let files = FileManager.default.enumerator(atPath: folder.path)?.compactMap { $0 as? String } ?? []
    #expect(
      files.contains("Package.swift") && files.contains("Command/main.swift") && files.contains("README.md"))
    #expect(!files.contains { $0.contains("Teacher") || $0.contains("Solution") })
    for file in files where file.hasSuffix(".swift") {
      let text = try String(contentsOf: folder.appending(path: file), encoding: .utf8)
      #expect(!text.contains("SOLUTION"), "\(file)")
    }
    #expect(try run(["export", "--student", folder.path]).code == 1, "no student's work is overwritten")
  }

  @Test(
    "the package for students builds and checks",
    .enabled(if: ProcessInfo.processInfo.environment["WENGERT_SLOW_TESTS"] == "1"))
  func exportBuilds() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "students-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    #expect(try run(["export", "--student", folder.path]).code == 0)
    for (words, code) in [
      (["build"], Int32(0)), (["run", "exercises", "list"], 0), (["run", "exercises", "check"], 1),
    ] {
      let process = Process()
      process.executableURL = URL(filePath: "/usr/bin/env")
      process.arguments = ["swift"] + words
      process.currentDirectoryURL = folder
      try process.run()
      process.waitUntilExit()
      #expect(process.terminationStatus == code, "swift \(words)")
    }
  }
}
