// SPDX-License-Identifier: Apache-2.0

/// A place in the user's source.
public struct SourceLocation: Hashable, Sendable, CustomStringConvertible {
  private let storedFile: StaticString
  private let storedLine: UInt32

  /// The place of a `#fileID` and a `#line`.
  public init(file: StaticString, line: UInt) {
    storedFile = file
    storedLine = UInt32(truncatingIfNeeded: line)
  }

  /// The module and file, as `#fileID` writes them.
  public var file: String { storedFile.description }
  /// The line, counted from 1.
  public var line: Int { Int(storedLine) }

  /// Whether it is in this module: where functions are made of others, and derivatives of rules, not where a user calls.
  var isInLibrary: Bool {
    storedFile.withUTF8Buffer { $0.starts(with: "Autodiff/".utf8) }
  }

  /// As compilers print it: `App/Model.swift:41`.
  public var description: String { "\(file):\(line)" }

  public static func == (a: SourceLocation, b: SourceLocation) -> Bool {
    a.line == b.line && a.file == b.file
  }

  public func hash(into hasher: inout Hasher) {
    hasher.combine(file)
    hasher.combine(line)
  }
}
