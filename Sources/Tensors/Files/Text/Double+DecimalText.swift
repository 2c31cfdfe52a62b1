// SPDX-License-Identifier: Apache-2.0

extension Double {
  /// The number nearest to a decimal one, ties to even: digits, with or without a sign, a point and an exponent; or
  /// `nan`, `inf` or `infinity` with letters of either case.
  ///
  /// - Returns: `nil` when the text is anything else, spaces included, or beyond the range of `Double`.
  /// - Complexity: O(count).
  init?(decimalText text: UnsafeBufferPointer<UInt8>) {
    var index = 0
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { index = 1 }
    var significand: UInt64 = 0
    var digitCount = 0
    var droppedCount = 0
    var power = 0
    var pointIndex: Int?
    while index < text.count {
      let digit = text[index] &- UInt8(ascii: "0")
      if digit < 10 {
        digitCount += 1
        if significand < 1_000_000_000_000_000_000 {
          significand = significand * 10 + UInt64(digit)
          if pointIndex != nil { power -= 1 }
        } else {
          droppedCount += 1
          if pointIndex == nil { power += 1 }
        }
      } else if text[index] == UInt8(ascii: "."), pointIndex == nil {
        pointIndex = index
      } else {
        break
      }
      index += 1
    }
    guard digitCount > 0 else {
      guard let value = Self.spelledOut(text) else { return nil }
      self = value
      return
    }
    if index < text.count {
      guard text[index] | 0x20 == UInt8(ascii: "e"), let exponent = Self.exponent(text[(index + 1)...]) else {
        return nil
      }
      power += exponent
    }
    guard droppedCount == 0, let magnitude = Self.nearest(significand, power: power) else {
      // More digits or a larger exponent than the short way takes.
      guard let value = Double(String(decoding: text, as: UTF8.self)), value.isFinite else { return nil }
      self = value
      return
    }
    self = isNegative ? -magnitude : magnitude
  }

  private static func spelledOut(_ text: UnsafeBufferPointer<UInt8>) -> Double? {
    switch String(decoding: text, as: UTF8.self).lowercased() {
    case "nan", "+nan", "-nan": .nan
    case "inf", "+inf", "infinity", "+infinity": .infinity
    case "-inf", "-infinity": -.infinity
    default: nil
    }
  }

  private static func exponent(_ text: Slice<UnsafeBufferPointer<UInt8>>) -> Int? {
    var digits = text
    let isNegative = text.first == UInt8(ascii: "-")
    if isNegative || text.first == UInt8(ascii: "+") { digits.removeFirst() }
    guard !digits.isEmpty else { return nil }
    var value = 0
    for byte in digits {
      let digit = byte &- UInt8(ascii: "0")
      guard digit < 10 else { return nil }
      value = Swift.min(value * 10 + Int(digit), 1 << 20)
    }
    return isNegative ? -value : value
  }

  /// The number nearest to `significand` · 10^`power`; `nil` unless 5^|`power`| fits into 64 bits.
  ///
  /// The product or the quotient is computed to more bits than a `Double` has. Its lowest one is set when others would
  /// follow, so the one rounding that comes then is right.
  private static func nearest(_ significand: UInt64, power: Int) -> Double? {
    guard significand > 0 else { return 0 }
    guard powersOfFive.indices.contains(abs(power)) else { return nil }
    let factor = powersOfFive[abs(power)]
    let bits: UInt64
    let exponent: Int
    if power >= 0 {
      let product = significand.multipliedFullWidth(by: factor)
      let shift = product.high.leadingZeroBitCount
      // Shifts by 64 bits give 0.
      bits = product.high << shift | product.low >> (64 - shift) | (product.low << shift == 0 ? 0 : 1)
      exponent = 64 - shift
    } else {
      let (shift, factorShift) = (significand.leadingZeroBitCount, factor.leadingZeroBitCount)
      let dividend = significand << shift
      let (quotient, remainder) = (factor << factorShift).dividingFullWidth((dividend >> 1, dividend << 63))
      bits = quotient | (remainder == 0 ? 0 : 1)
      exponent = factorShift - shift - 63
    }
    return Double(sign: .plus, exponent: exponent + power, significand: Double(bits))
  }

  private static let powersOfFive: [UInt64] = (0...27).map { (0..<$0).reduce(1) { power, _ in power * 5 } }
}

extension Double {
  /// The number nearest to a decimal one, as in the text's bytes.
  init?(decimalText text: String) {
    var text = text
    guard let value = text.withUTF8({ Double(decimalText: $0) }) else { return nil }
    self = value
  }

  /// The shortest text that reads back as the same number; `nan`, `inf` or `-inf` for what is not finite.
  var shortestText: String {
    let text = description
    return text.hasSuffix(".0") ? String(text.dropLast(2)) : text
  }
}
