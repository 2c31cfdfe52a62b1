// SPDX-License-Identifier: Apache-2.0

extension Figure {
  /// The width of a phone's page without its margins.
  private static var phoneWidth: Double { 350 }

  /// The figure as a page holds it: with a second layout for phones when it is wider than they are. The style sheet shows
  /// one of them.
  var layouts: [Element] {
    var wide = drawing.element(isStandalone: false)
    guard var narrow = narrowed(to: Self.phoneWidth)?.drawing.element(isStandalone: false) else {
      return [wide]
    }
    wide.addClass("wide")
    narrow.addClass("narrow")
    return [wide, narrow]
  }
}
