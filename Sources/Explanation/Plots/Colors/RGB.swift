// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A colour of the screen.
struct RGB: Hashable, Sendable, CustomStringConvertible {
  let red: UInt8
  let green: UInt8
  let blue: UInt8

  /// The colour `0xRRGGBB`.
  init(_ code: UInt32) {
    red = UInt8(truncatingIfNeeded: code >> 16)
    green = UInt8(truncatingIfNeeded: code >> 8)
    blue = UInt8(truncatingIfNeeded: code)
  }

  private init(_ red: Double, _ green: Double, _ blue: Double) {
    func byte(_ x: Double) -> UInt8 { UInt8(min(max(x.rounded(), 0), 255)) }
    (self.red, self.green, self.blue) = (byte(red), byte(green), byte(blue))
  }

  /// The colour between this one at 0 and another one at 1.
  func mixed(with other: RGB, _ t: Double) -> RGB {
    func between(_ a: UInt8, _ b: UInt8) -> Double { Double(a) + t * (Double(b) - Double(a)) }
    return RGB(between(red, other.red), between(green, other.green), between(blue, other.blue))
  }

  /// The colour under a light of that strength: below 1 darker, above 1 towards white.
  func lit(_ strength: Double) -> RGB {
    strength <= 1
      ? RGB(0x000000).mixed(with: self, strength) : mixed(with: RGB(0xFFFFFF), strength - 1)
  }

  /// How light it looks: 0 for black, 1 for white (relative luminance, WCAG 2.2).
  var luminance: Double {
    func linear(_ byte: UInt8) -> Double {
      let x = Double(byte) / 255
      return x <= 0.04045 ? x / 12.92 : .pow((x + 0.055) / 1.055, 2.4)
    }
    return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue)
  }

  /// `#rrggbb`, or `#rgb` where that says the same.
  var description: String {
    let digits = [red, green, blue].map { ($0 < 16 ? "0" : "") + String($0, radix: 16) }
    let isShort = digits.allSatisfy { $0.first == $0.last }
    return "#" + digits.map { isShort ? String($0.prefix(1)) : $0 }.joined()
  }
}
