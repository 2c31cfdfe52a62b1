// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What an experiment says about where it is, for someone who looks.
final class RunProgress {
  private var line: ProgressLine

  init(on console: Console) { line = ProgressLine(on: console) }

  /// Shows `text`, which is made only where there is a terminal to show it on.
  func show(_ text: @autoclosure () -> String) { line.show(text()) }

  /// Takes the line off the terminal.
  func clear() { line.clear() }
}
