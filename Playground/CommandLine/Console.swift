// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Where a command writes: results to standard output, all else to standard error.
struct Console {
  /// Writes text to standard output, as it is.
  let write: (String) -> Void
  /// Writes text to standard error, as it is.
  let report: (String) -> Void
  /// How progress is shown on standard error.
  let progress: ProgressLine.Style

  /// Writes a line to standard output.
  func printLine(_ line: String) { write(line + "\n") }

  /// Writes a line to standard error.
  func reportLine(_ line: String) { report(line + "\n") }

  /// The same console, which shows no progress.
  func withoutProgress() -> Console { Console(write: write, report: report, progress: .none) }

  /// The streams of this process.
  static var system: Console {
    Console(
      write: { Terminal.write($0, to: Terminal.output) },
      report: { Terminal.write($0, to: Terminal.error) },
      progress: .of(Terminal.error))
  }
}

extension ProgressLine {
  /// A line on standard error.
  init(on console: Console, now: @escaping () -> ContinuousClock.Instant = { ContinuousClock().now }) {
    self.init(console.progress, now: now, write: console.report)
  }
}
