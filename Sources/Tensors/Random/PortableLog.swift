// SPDX-License-Identifier: Apache-2.0

/// The natural logarithm of a positive normal number, to 2 ulps, with the same bits on every machine: only
/// operations that IEEE 754 rounds correctly, where the C libraries' logarithms differ in the last place.
///
/// With x = 2ᵏ·m and √½ ≤ m < √2, log m = 2·artanh s = 2·(s + s³/3 + s⁵/5 + …) for s = (m − 1) / (m + 1).
package func portableLog(_ x: Double) -> Double {
  var exponent = Double(x.exponent)
  var m = x.significand
  if m >= 1.414_213_562_373_095 {
    m /= 2
    exponent += 1
  }
  let s = (m - 1) / (m + 1)
  let square = s * s
  // |s| < 0.1716: the first term left out is below 2⁻⁵⁷ of the sum.
  var series = (1.0 / 21) * square
  series = (series + 1.0 / 19) * square
  series = (series + 1.0 / 17) * square
  series = (series + 1.0 / 15) * square
  series = (series + 1.0 / 13) * square
  series = (series + 1.0 / 11) * square
  series = (series + 1.0 / 9) * square
  series = (series + 1.0 / 7) * square
  series = (series + 1.0 / 5) * square
  series = (series + 1.0 / 3) * square
  return exponent * 0.693_147_180_559_945_3 + (2 * s + 2 * s * series)
}
