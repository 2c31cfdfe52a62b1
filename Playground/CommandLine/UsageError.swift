// SPDX-License-Identifier: Apache-2.0

/// A command line that cannot be understood; the message says what was given and what is allowed.
package struct UsageError: Error, CustomStringConvertible {
  package let description: String

  package init(_ description: String) { self.description = description }

  /// The error for a name that is none of `known`, with the nearest of them.
  package init(unknown kind: String, _ name: String, known: [String]) {
    let suggestion = name.nearest(among: known).map { "; did you mean '\($0)'?" } ?? ""
    self.init("unknown \(kind) '\(name)'\(suggestion)")
  }
}
