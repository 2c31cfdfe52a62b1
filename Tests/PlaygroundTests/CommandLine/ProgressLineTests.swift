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

  @Test func `adds a line every five seconds, and a last one, where none can be rewritten`() {
    let clock = Clock()
    var written = ""
    var line = ProgressLine(.lines, now: clock.now) { written += $0 }
    for second in 0..<13 {
      clock.milliseconds = 1000 * second
      line.show("second \(second)")
    }
    line.finish("done")
    #expect(written == "second 5\nsecond 10\ndone\n")
    var quiet = ProgressLine(.none, now: clock.now) { written += $0 }
    quiet.finish("more")
    #expect(written.hasSuffix("done\n"))
  }
}
