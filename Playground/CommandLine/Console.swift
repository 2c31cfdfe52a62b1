// SPDX-License-Identifier: Apache-2.0
package import Wengert

/// Where a command writes: results to standard output, all else to standard error.
package struct Console {
  /// Writes text to standard output, as it is.
  package let write: (String) -> Void
  /// Writes text to standard error, as it is.
  package let report: (String) -> Void
  /// How progress is shown on standard error.
  package let progress: ProgressLine.Style

  package init(
    write: @escaping (String) -> Void, report: @escaping (String) -> Void, progress: ProgressLine.Style
  ) {
    self.write = write
    self.report = report
    self.progress = progress
  }

  /// Writes a line to standard output.
  package func printLine(_ line: String) { write(line + "\n") }

  /// Writes a line to standard error.
  package func reportLine(_ line: String) { report(line + "\n") }

  /// The same console, which shows no progress.
  package func withoutProgress() -> Console { Console(write: write, report: report, progress: .none) }

  /// A console that drops everything.
  package static var silent: Console { Console(write: { _ in }, report: { _ in }, progress: .none) }

  /// The streams of this process.
  package static var system: Console {
    Console(
      write: { Terminal.write($0, to: Terminal.output) },
      report: { Terminal.write($0, to: Terminal.error) },
      progress: .of(Terminal.error))
  }
}

extension ProgressLine {
  /// A line on standard error.
  package init(on console: Console, now: @escaping () -> ContinuousClock.Instant = { ContinuousClock().now })
  {
    self.init(console.progress, now: now, write: console.report)
  }
}
