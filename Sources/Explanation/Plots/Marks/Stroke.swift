// SPDX-License-Identifier: Apache-2.0

/// How a line is broken.
public enum Stroke: String, Hashable, Sendable {
  /// One that tells the series apart without its colour.
  case automatic
  /// Unbroken.
  case solid
  /// Dashes.
  case dashed
  /// Dots.
  case dotted
  /// A dash and a dot in turn.
  case dashDotted

  /// The lengths of dashes and gaps; `nil` for none.
  func dashes(automatic index: Int) -> String? {
    switch self {
    case .automatic: [Stroke.solid, .dashed, .dashDotted, .dotted][index % 4].dashes(automatic: 0)
    case .solid: nil
    case .dashed: "7 4.5"
    case .dotted: ".1 4.2"
    case .dashDotted: "9 4.5 .1 4.5"
    }
  }
}
