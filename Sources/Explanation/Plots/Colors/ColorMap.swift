// SPDX-License-Identifier: Apache-2.0

/// Colours for numbers. Both kinds keep their order for readers who see fewer colours, and in grey.
public enum ColorMap: String, Hashable, Sendable {
  /// From dark violet to yellow, ever lighter: matplotlib's viridis (Smith and van der Walt 2015), from a few of its
  /// colours.
  case sequential
  /// From blue through near white to orange, for numbers on both sides of 0.
  case diverging

  /// The colour of a fraction of the range.
  func color(_ fraction: Double) -> RGB {
    let anchors = self == .sequential ? Self.viridis : Self.blueToOrange
    let place = min(max(fraction, 0), 1) * Double(anchors.count - 1)
    let index = min(Int(place), anchors.count - 2)
    return anchors[index].mixed(with: anchors[index + 1], place - Double(index))
  }

  /// The number of colours that drawings use: finer steps cannot be told apart and make files large.
  static let stepCount = 96

  /// The colour of a fraction of the range, one of ``stepCount``.
  func step(_ fraction: Double) -> RGB {
    let last = Double(Self.stepCount - 1)
    return color((min(max(fraction, 0), 1) * last).rounded() / last)
  }

  private static let viridis = [
    0x440154, 0x482878, 0x3E4989, 0x31688E, 0x26828E, 0x1F9E89, 0x35B779, 0x6ECE58, 0xB5DE2B, 0xFDE725,
  ].map(RGB.init)

  private static let blueToOrange = [
    0x08306B, 0x1F65AB, 0x5BA3CF, 0xB3D3E8, 0xF5F4F2, 0xFBCB9C, 0xF28E3B, 0xC8550A, 0x7F2704,
  ].map(RGB.init)
}
