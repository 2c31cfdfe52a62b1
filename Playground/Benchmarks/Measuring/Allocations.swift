// SPDX-License-Identifier: Apache-2.0
internal import CMemory

/// The heap allocations of the current thread.
enum Allocations {
  /// How many `body` makes, `nil` where they cannot be counted.
  static func count(during body: () throws -> Void) rethrows -> Int? {
    guard allocations_are_counted() else { return nil }
    allocations_count(true)
    defer { allocations_count(false) }
    try body()
    return Int(allocations_counted())
  }
}
