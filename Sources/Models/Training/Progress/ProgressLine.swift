// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A line about something that is running: rewritten on a terminal at most ten times a second, else a new one every five
/// seconds.
package struct ProgressLine {
  /// What can be done where the line is shown.
  package enum Style: Equatable, Sendable {
    /// Nothing is shown.
    case none
    /// Lines are added.
    case lines
    /// The line is rewritten, on a terminal of so many columns.
    case rewritten(columns: Int)

    /// That of a stream.
    package static func of(_ descriptor: Int32) -> Style {
      Terminal.columns(of: descriptor).map { .rewritten(columns: $0) } ?? .lines
    }
  }

  private let style: Style
  private let write: (String) -> Void
  private let now: () -> ContinuousClock.Instant
  private let start: ContinuousClock.Instant
  private var lastUpdate: ContinuousClock.Instant?

  /// - Parameter write: Writes text as it is.
  package init(
    _ style: Style, now: @escaping () -> ContinuousClock.Instant = { ContinuousClock().now },
    write: @escaping (String) -> Void
  ) {
    self.style = style
    self.write = write
    self.now = now
    start = now()
  }

  /// Shows `text`, cut to the terminal's width, unless it is too early for that; then `text` is not even made.
  package mutating func show(_ text: @autoclosure () -> String) {
    guard style != .none else { return }
    let instant = now()
    switch style {
    case .none: break
    case .lines:
      guard instant - (lastUpdate ?? start) >= .seconds(5) else { return }
      write(text() + "\n")
    case .rewritten(let columns):
      if let lastUpdate, instant - lastUpdate < .milliseconds(100) { return }
      // A line as wide as the terminal would wrap, and the carriage return would not reach its beginning.
      write("\r" + text().prefix(columns - 1) + Self.eraseToEndOfLine)
    }
    lastUpdate = instant
  }

  /// Takes the line off the terminal.
  package mutating func clear() {
    guard case .rewritten = style, lastUpdate != nil else { return }
    lastUpdate = nil
    write("\r" + Self.eraseToEndOfLine)
  }

  /// Puts a last line in its place, which stays.
  package mutating func finish(_ text: @autoclosure () -> String) {
    clear()
    if style != .none { write(text() + "\n") }
  }

  private static let eraseToEndOfLine = "\u{1B}[K"
}
