// SPDX-License-Identifier: Apache-2.0

/// The colours that tell series apart: those of Okabe and Ito (2008), without black, in an order in which neighbours
/// differ in lightness too, and lighter kin of them for dark paper.
enum Palette {
  /// Each on light and on dark paper.
  static let categories: [(light: RGB, dark: RGB)] = [
    (0x0072B2, 0x4BA3E3), (0xD55E00, 0xF5833B), (0x009E73, 0x2EC498), (0xCC79A7, 0xE59CC5),
    (0xE69F00, 0xF2B733), (0x56B4E9, 0x9BD6F7), (0x6B7280, 0xB6BDC8), (0xB3A600, 0xF0E442),
  ].map { (RGB($0), RGB($1)) }
}
