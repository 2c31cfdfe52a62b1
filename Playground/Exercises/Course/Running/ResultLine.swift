// SPDX-License-Identifier: Apache-2.0

/// What a child process reports about a check: a line of text on the pipe to the grader.
enum ResultLine: Equatable {
  /// The check of this number begins.
  case began(Int)
  case passed(Int)
  case failed(Int, Finding)
  /// All checks have run.
  case finished

  /// The line, without its end.
  var text: String {
    switch self {
    case .began(let number): "began\t\(number)"
    case .passed(let number): "passed\t\(number)"
    case .failed(let number, let finding):
      (["failed", "\(number)"]
        + [finding.mistake.name, finding.mistake.advice, finding.evidence].map(Self.escaped))
        .joined(separator: "\t")
    case .finished: "finished"
    }
  }

  /// The line as it was written; `nil` for anything else.
  init?(_ text: Substring) {
    let fields = text.split(separator: "\t", omittingEmptySubsequences: false).map(Self.unescaped)
    switch (fields.first, fields.count) {
    case ("finished", 1): self = .finished
    case ("began", 2): guard let number = Int(fields[1]) else { return nil }; self = .began(number)
    case ("passed", 2): guard let number = Int(fields[1]) else { return nil }; self = .passed(number)
    case ("failed", 5):
      guard let number = Int(fields[1]) else { return nil }
      self = .failed(number, Finding(Mistake(fields[2], fields[3]), fields[4]))
    default: return nil
    }
  }

  private static func escaped(_ field: String) -> String {
    field.map { $0 == "\\" ? "\\\\" : $0 == "\n" ? "\\n" : $0 == "\t" ? "\\t" : String($0) }.joined()
  }

  private static func unescaped(_ field: Substring) -> String {
    var result = ""
    var isEscaped = false
    for character in field {
      if isEscaped {
        result.append(character == "n" ? "\n" : character == "t" ? "\t" : character)
        isEscaped = false
      } else if character == "\\" {
        isEscaped = true
      } else {
        result.append(character)
      }
    }
    return result
  }
}
