// SPDX-License-Identifier: Apache-2.0

/// The words of a command line, read against the options that a command knows.
///
/// As in POSIX and GNU: `--name value`, `--name=value`, `-q`, several letters behind one dash, and `--`, after
/// which every word is an operand. Of an option given twice the last counts.
package struct Arguments {
  /// The words that are neither options nor their values, in order.
  package private(set) var operands: [String] = []
  private var values: [String: String] = [:]

  /// - Throws: `UsageError` for an option that is not in `options`, a missing value, or a value given to a flag.
  package init(_ words: [String], options: [Option]) throws(UsageError) {
    var rest = words[...]
    while let word = rest.popFirst() {
      if word == "--" {
        operands += rest
        return
      } else if word.hasPrefix("--") {
        try readLong(word.dropFirst(2), followedBy: &rest, options: options)
      } else if word.hasPrefix("-"), word != "-" {
        try readLetters(word.dropFirst(), followedBy: &rest, options: options)
      } else {
        operands.append(word)
      }
    }
  }

  private mutating func readLong(
    _ text: Substring, followedBy rest: inout ArraySlice<String>, options: [Option]
  ) throws(UsageError) {
    let parts = text.split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false).map(String.init)
    guard let option = options.first(where: { $0.name == parts[0] }) else {
      throw UsageError(unknown: "option", "--" + parts[0], known: options.map { "--" + $0.name })
    }
    if option.value == nil, parts.count == 2 {
      throw UsageError("--\(option.name) takes no value, but '\(parts[1])' is given")
    }
    values[option.name] = parts.count == 2 ? parts[1] : try value(of: option, from: &rest)
  }

  private mutating func readLetters(
    _ letters: Substring, followedBy rest: inout ArraySlice<String>, options: [Option]
  ) throws(UsageError) {
    for letter in letters {
      guard let option = options.first(where: { $0.letter == letter }) else {
        throw UsageError("unknown option '-\(letter)'")
      }
      values[option.name] = try value(of: option, from: &rest)
    }
  }

  /// The next word for an option that takes a value, the empty string for a flag.
  private func value(of option: Option, from rest: inout ArraySlice<String>) throws(UsageError) -> String {
    guard let valueName = option.value else { return "" }
    guard let word = rest.popFirst() else {
      throw UsageError("--\(option.name) needs a value: --\(option.name) \(valueName)")
    }
    return word
  }
}

extension Arguments {
  /// Whether the option is given.
  package func contains(_ option: Option) -> Bool { values[option.name] != nil }

  /// The text given for `option`, `nil` when it is not given.
  ///
  /// - Throws: `UsageError` when it is empty.
  package func text(_ option: Option) throws(UsageError) -> String? {
    guard let text = values[option.name] else { return nil }
    guard !text.isEmpty else { throw UsageError("--\(option.name) needs a value that is not empty") }
    return text
  }

  /// The whole number given for `option`, `nil` when it is not given.
  ///
  /// - Throws: `UsageError` when the value is no whole number or lies outside `range`.
  package func integer(_ option: Option, in range: ClosedRange<Int>) throws(UsageError) -> Int? {
    guard let text = values[option.name] else { return nil }
    guard let number = Int(text), range.contains(number) else {
      throw UsageError(
        "--\(option.name) takes a whole number from \(range.lowerBound) to \(range.upperBound), not '\(text)'"
      )
    }
    return number
  }

  /// The number given for `option`, `nil` when it is not given.
  ///
  /// - Throws: `UsageError` when the value is no number or lies outside `range`.
  package func number(_ option: Option, in range: ClosedRange<Double>) throws(UsageError) -> Double? {
    guard let text = values[option.name] else { return nil }
    guard let number = Double(text), range.contains(number) else {
      throw UsageError(
        "--\(option.name) takes a number from \(range.lowerBound) to \(range.upperBound), not '\(text)'")
    }
    return number
  }

  /// - Throws: `UsageError` when there are more than `count` operands.
  package func allowOperands(_ count: Int) throws(UsageError) {
    guard operands.count > count else { return }
    throw UsageError("unexpected argument '\(operands[count])'")
  }
}
