// SPDX-License-Identifier: Apache-2.0

/// What a sweep recorded a stretch of lines for.
struct Derivation {
  /// The first line of the stretch, which ends where the next one begins.
  var node: Int32
  /// The line whose rule recorded them, -1 when it is not in the list any more.
  let source: Int32
  /// The operation of that line, which the list keeps alive; `nil` for lines that no sweep recorded.
  let operation: Unmanaged<Operation>?
  let direction: Direction

  enum Direction {
    case forward
    case reverse
  }

  static let none = Derivation(node: 0, source: -1, operation: nil, direction: .forward)
}
