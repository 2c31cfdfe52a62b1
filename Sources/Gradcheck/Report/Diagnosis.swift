// SPDX-License-Identifier: Apache-2.0

/// A mistake that explains why derivatives are wrong, and how it shows.
///
/// Each kind is found by a `Pattern`, in a file of its own.
public struct Diagnosis: Hashable, Sendable, Codable, CustomStringConvertible {
  /// What went wrong. A pattern's file declares its own.
  public struct Kind: RawRepresentable, Hashable, Sendable, Codable {
    public let rawValue: String
    public init(rawValue: String) { self.rawValue = rawValue }
  }

  /// What went wrong.
  public let kind: Kind
  /// How many times each entry is too small, when all are by the same factor.
  public let factor: Double?
  /// What is wrong, and where to look: a phrase.
  public let description: String

  init(_ kind: Kind, factor: Double? = nil, _ description: String) {
    self.kind = kind
    self.factor = factor
    self.description = description
  }
}
