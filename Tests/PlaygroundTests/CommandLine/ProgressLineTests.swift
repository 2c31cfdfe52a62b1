// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

@Suite("progress line")
struct ProgressLineTests {
  /// A clock that a test sets.
  final class Clock {
    let start = ContinuousClock().now
    var milliseconds = 0
    func now() -> ContinuousClock.Instant { start + .milliseconds(milliseconds) }
  }

  @Test func `is rewritten at most ten times a second`() {
    let recorder = ConsoleRecorder()
    let clock = Clock()
    var line = ProgressLine(on: recorder.console(columns: 80), now: clock.now)
    for step in 0..<1000 {
      clock.milliseconds = step
      line.show("step \(step)")
    }
    let steps = recorder.reports.split(separator: "\r").map { $0.filter(\.isNumber) }
    // Each text ends with the sequence "erase to the end of the line", which has no digit.
    #expect(steps == (0..<10).map { String($0 * 100) })
    #expect(recorder.output.isEmpty)
  }

  @Test func `fits the terminal and is cleared`() {
    let recorder = ConsoleRecorder()
    var line = ProgressLine(on: recorder.console(columns: 5))
    line.show("123456789")
    line.clear()
    line.clear()
    #expect(recorder.reports == "\r1234\u{1B}[K\r\u{1B}[K")
  }

  @Test func `writes nothing, and makes no text, without a terminal`() {
    let recorder = ConsoleRecorder()
    var line = ProgressLine(on: recorder.console(columns: 80).withoutProgress())
    var made = 0
    func text() -> String {
      made += 1
      return "text"
    }
    line.show(text())
    line.clear()
    #expect(recorder.reports.isEmpty)
    #expect(made == 0)
  }
}
