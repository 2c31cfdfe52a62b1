// SPDX-License-Identifier: Apache-2.0

/// The colour of a mark.
public enum Ink: Hashable, Sendable {
  /// The next colour that no other series of the plot has.
  case automatic
  /// The colour of the series of that number, from 0; they repeat after the eighth. Equal numbers are equal colours in
  /// all plots.
  case series(Int)
  /// The colour of the text: black on white, white on black.
  case text
  /// A colour that steps back.
  case muted

  /// The style sheet's name for it, given the series that `automatic` stands for.
  func className(automatic index: Int) -> String {
    switch self {
    case .automatic: "s\(index % Palette.categories.count)"
    case .series(let number):
      "s\((number % Palette.categories.count + Palette.categories.count) % Palette.categories.count)"
    case .text: "si"
    case .muted: "sm"
    }
  }
}
