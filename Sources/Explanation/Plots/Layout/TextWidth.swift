// SPDX-License-Identifier: Apache-2.0

/// How wide text is, about, in a sans-serif face on the wide side, so that it fits in any of them.
enum TextWidth {
  /// The width of a line.
  static func of(_ text: String, size: Double, isBold: Bool = false) -> Double {
    text.unicodeScalars.reduce(0) { $0 + width($1) } * size * (isBold ? 1.08 : 1)
  }

  private static func width(_ character: Unicode.Scalar) -> Double {
    switch character {
    case "i", "j", "l", "I", ".", ",", ":", ";", "'", "|", "!", " ", "\u{202F}": 0.33
    case "f", "t", "r", "(", ")", "[", "]", "/", "-", "\"", "\u{B7}": 0.41
    case "m", "w", "M", "W", "%", "@": 0.93
    case "\u{2070}"..."\u{207F}", "\u{B9}", "\u{B2}", "\u{B3}": 0.42
    case "A"..."Z", "+", "<", ">", "=", "~", "\u{2212}": 0.73
    case "\u{300}"..."\u{36F}", "\u{200B}"..."\u{200D}": 0
    case "\u{1100}"...: 1
    default: 0.62
    }
  }

  /// The text broken into lines between words and behind hyphens; a part without either may be wider.
  static func lines(_ text: String, width: Double, size: Double, isBold: Bool = false) -> [String] {
    var lines: [String] = []
    for word in text.split(whereSeparator: \.isWhitespace) {
      let parts = word.split(separator: "-", omittingEmptySubsequences: false)
      for (i, part) in parts.enumerated() {
        let piece = part + (i < parts.count - 1 ? "-" : "")
        let joined = lines.last.map { $0 + (i == 0 ? " " : "") + piece } ?? ""
        if !joined.isEmpty, of(joined, size: size, isBold: isBold) <= width {
          lines[lines.count - 1] = joined
        } else {
          lines.append(String(piece))
        }
      }
    }
    return lines
  }

  /// The text, cut with an ellipsis when it is wider.
  static func shortened(_ text: String, width: Double, size: Double) -> String {
    guard of(text, size: size) > width else { return text }
    var kept = text
    while !kept.isEmpty, of(kept + "\u{2026}", size: size) > width { kept.removeLast() }
    return kept + "\u{2026}"
  }
}
