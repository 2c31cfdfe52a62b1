// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import CourseTeacher
internal import Foundation
internal import Testing

@Suite("An answer runs in a process of its own")
struct IsolationTests {
  @Test("what would harm a grader costs its own points only", arguments: Teaching.hostile.map(\.name))
  func hostile(name: String) throws {
    let hostile = try #require(Teaching.hostile.first { $0.name == name })
    // Files with the names that the answer deletes, where the tests run.
    let start = ContinuousClock.now
    let grade = try Playground.grader(seconds: 5).grade(hostile.submission, from: "hostile-\(name)")
    #expect(!grade.isFull && grade.points < 10)
    #expect(grade.findings.contains { $0.mistake == hostile.mistake }, "\(grade.findings) \(grade.output)")
    #expect(grade.output.utf8.count <= 5000)
    #expect(start.duration(to: .now) < .seconds(60))
    let next = try Playground.grader().grade(Teaching.solutions[0], from: "solutions")
    #expect(next.isFull, "the next answer loses nothing: \(next.findings)")
  }

  @Test("a check that ends the process leaves the results of those before it")
  func earlierResults() throws {
    // The recursion overflows the stack in the last check; the seven before it count.
    let deep = try #require(Teaching.all[1].wrongAnswers.firstIndex { $0.mistake.name == "deep-recursion" })
    let wrong = Teaching.all[1].wrongAnswers[deep]
    let grade = try Playground.grader().grade(wrong.submission, from: "wrong\(deep + 1)")
    #expect(grade.checks.dropLast().allSatisfy { $0.result == .passed }, "\(grade.checks)")
    #expect(grade.findings.map(\.mistake.name) == ["deep-recursion"])
  }

  @Test("no folder of an answer is left behind")
  func temporaryFolders() throws {
    func folders() throws -> Set<String> {
      let all = try FileManager.default.contentsOfDirectory(
        atPath: FileManager.default.temporaryDirectory.path)
      return Set(all.filter { $0.hasPrefix("wengert-answer-\(ProcessInfo.processInfo.processIdentifier)") })
    }
    _ = try Playground.grader().grade(Teaching.solutions[2], from: "solutions")
    #expect(try folders().count <= 1)
  }
}
