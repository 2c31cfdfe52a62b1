// SPDX-License-Identifier: Apache-2.0
internal import Wengert

@testable internal import playground

/// A console that keeps what is written to it.
final class ConsoleRecorder {
  private(set) var output = ""
  private(set) var reports = ""

  /// A console that writes here, with a terminal of `columns` for progress, or none.
  func console(columns: Int? = nil) -> Console {
    Console(
      write: { self.output += $0 },
      report: { self.reports += $0 },
      progress: columns.map { .rewritten(columns: $0) } ?? .none)
  }
}
