// SPDX-License-Identifier: Apache-2.0

/// A command line that cannot be understood; the message says what was given and what is allowed.
struct UsageError: Error, CustomStringConvertible {
  let description: String

  init(_ description: String) { self.description = description }

  /// The error for a name that is none of `known`, with the nearest of them.
  init(unknown kind: String, _ name: String, known: [String]) {
    let suggestion = name.nearest(among: known).map { "; did you mean '\($0)'?" } ?? ""
    self.init("unknown \(kind) '\(name)'\(suggestion)")
  }
}
