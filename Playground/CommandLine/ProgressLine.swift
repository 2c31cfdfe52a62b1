// SPDX-License-Identifier: Apache-2.0

/// One line on the terminal that is rewritten while something runs, at most ten times a second.
///
/// Writes nothing when standard error is not a terminal.
package struct ProgressLine {
  private let console: Console
  private let now: () -> ContinuousClock.Instant
  private let interval = Duration.milliseconds(100)
  private var lastUpdate: ContinuousClock.Instant?

  package init(on console: Console, now: @escaping () -> ContinuousClock.Instant = { ContinuousClock().now })
  {
    self.console = console
    self.now = now
  }

  /// Shows `text`, cut to the terminal's width, unless the line was rewritten less than a tenth of a second
  /// ago; then `text` is not even made.
  package mutating func show(_ text: @autoclosure () -> String) {
    guard let columns = console.progressColumns else { return }
    let instant = now()
    if let lastUpdate, instant - lastUpdate < interval { return }
    lastUpdate = instant
    // A line as wide as the terminal would wrap, and the carriage return would not reach its beginning.
    console.report("\r" + text().prefix(columns - 1) + Self.eraseToEndOfLine)
  }

  /// Takes the line off the terminal.
  package mutating func clear() {
    guard lastUpdate != nil else { return }
    lastUpdate = nil
    console.report("\r" + Self.eraseToEndOfLine)
  }

  private static let eraseToEndOfLine = "\u{1B}[K"
}
