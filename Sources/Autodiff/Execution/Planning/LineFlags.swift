// SPDX-License-Identifier: Apache-2.0

/// What the planner knows of a line.
struct LineFlags: OptionSet {
  let rawValue: UInt8

  /// It reads another line's elements, so far without a place of its own.
  static let isView = LineFlags(rawValue: 1)
  /// Its place is not given back: an input, a constant, or a place that belongs to another line.
  static let keepsPlace = LineFlags(rawValue: 2)
  /// It is computed by the only line that reads it.
  static let isAbsorbed = LineFlags(rawValue: 4)
  /// It is a reduction at the end of a pending chain.
  static let isSink = LineFlags(rawValue: 8)
}
