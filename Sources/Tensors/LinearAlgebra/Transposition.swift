// SPDX-License-Identifier: Apache-2.0

/// Which factors of a matrix product are transposed: none, `.left`, `.right` or both.
public struct Transposition: OptionSet, Hashable, Sendable {
  /// One bit a factor.
  public let rawValue: UInt8

  /// The factors of the given bits.
  public init(rawValue: UInt8) { self.rawValue = rawValue }

  /// The left factor: `aᵀ·b`.
  public static let left = Transposition(rawValue: 1)
  /// The right factor: `a·bᵀ`.
  public static let right = Transposition(rawValue: 2)
}
