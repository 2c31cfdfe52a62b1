// SPDX-License-Identifier: Apache-2.0

/// How what a file holds differs from what is asked of it.
public struct StateMismatch: Hashable, Sendable, CustomStringConvertible {
  /// The names of parts that the file has not.
  public var missing: [String] = []
  /// The names of parts that nothing asks for.
  public var extra: [String] = []
  /// The parts whose shape or text is another, with both.
  public var unfit: [String] = []

  /// No difference.
  public init() {}

  /// Whether there is no difference.
  public var isEmpty: Bool { missing.isEmpty && extra.isEmpty && unfit.isEmpty }

  /// The differences, one after the other.
  public var description: String {
    [list("missing: ", missing), list("extra: ", extra), list("", unfit)].filter { !$0.isEmpty }
      .joined(separator: "; ")
  }

  /// The most names that are listed of a kind.
  private static var mostListed: Int { 12 }

  private func list(_ title: String, _ names: [String]) -> String {
    guard !names.isEmpty else { return "" }
    let rest = names.count - Self.mostListed
    return title + names.prefix(Self.mostListed).joined(separator: ", ")
      + (rest > 0 ? " and \(rest) more" : "")
  }
}
