// SPDX-License-Identifier: Apache-2.0

/// What a command line asks for.
struct Request: Equatable {
  enum Task: Equatable {
    case expression(String)
    case model(String)
    case list
    case help
  }

  var task = Task.help
  var point: String?
  var gradient: String?
  var seed: UInt64 = 1
  var usesComplexStep = false
  var usesFloat = false
  var printsJSON = false

  /// A command line that cannot be understood.
  struct UsageError: Error, Equatable, CustomStringConvertible {
    let description: String
  }

  static let usage = """
    usage: gradcheck EXPRESSION --at NAME=VALUE,... [options]
           gradcheck --model NAME [options]
           gradcheck --list

    Checks derivatives: those of an expression, one that you wrote, or those of a model of the playground.

      gradcheck 'x*sin(y)' --at x=1.2,y=0.5
      gradcheck 'x*sin(y)' --at x=1.2,y=0.5 --gradient 'sin(y), x*cos(y)'
      gradcheck 'sum((A@x)^2)' --at 'A=[[1,2],[3,4]],x=[0.5,-1]'

    options:
      --at NAME=VALUE,...    the point: numbers, vectors [1, 2], matrices [[1, 2], [3, 4]]
      --gradient EXPR,...    derivatives by each name of --at, in order, to be checked instead of the tape's
      --seed N               of the random directions; 1 if not given
      --complex-step         derivatives by a complex step instead of differences
      --float                in single precision; not with --gradient
      --json                 the report as one JSON document
      --list                 the models of the playground
      --model NAME           check one of them
      --help                 print this text

    operators: + - * / ^ (or **), @ for matrix products, x[0, 1] for elements; pi and e are known
    exit codes: 0 passed; 1 failed; 2 the command line was not understood; 3 inconclusive

    """

  init(_ words: [String]) throws(UsageError) {
    var rest = words[...]
    var isLiteral = false
    func setTask(_ new: Task, _ word: String) throws(UsageError) {
      guard task == .help else {
        throw UsageError(description: "one expression, --model or --list at a time: '\(word)' is one more")
      }
      task = new
    }
    while let word = rest.popFirst() {
      guard word.hasPrefix("--"), !isLiteral else {
        try setTask(.expression(word), word)
        continue
      }
      if word == "--" {
        isLiteral = true
        continue
      }
      let parts = word.dropFirst(2).split(separator: "=", maxSplits: 1, omittingEmptySubsequences: false)
      var value = parts.count == 2 ? String(parts[1]) : nil
      func take(_ what: String) throws(UsageError) -> String {
        if let given = value ?? rest.popFirst() { return given }
        throw UsageError(description: "--\(parts[0]) needs a value: --\(parts[0]) \(what)")
      }
      switch parts[0] {
      case "at": point = try take("x=1,y=2")
      case "gradient": gradient = try take("'2*x, 1'")
      case "model": try setTask(.model(try take("NAME")), word)
      case "seed":
        let text = try take("N")
        guard let number = UInt64(text) else {
          throw UsageError(description: "--seed takes a whole number, not '\(text)'")
        }
        seed = number
      case "list": try setTask(.list, word)
      case "help":
        task = .help
        return
      case "json": printsJSON = true
      case "float": usesFloat = true
      case "complex-step": usesComplexStep = true
      default: throw UsageError(description: "unknown option '--\(parts[0])'")
      }
      if parts.count == 2, ["list", "help", "json", "float", "complex-step"].contains(parts[0]) {
        throw UsageError(description: "--\(parts[0]) takes no value")
      }
      value = nil
    }
    try validate()
  }

  /// Throws when options do not go together.
  private func validate() throws(UsageError) {
    switch task {
    case .help: throw UsageError(description: "an expression, --model or --list is needed")
    case .expression: break
    case .model, .list:
      if point != nil { throw UsageError(description: "--at goes with an expression only") }
      if gradient != nil { throw UsageError(description: "--gradient goes with an expression only") }
    }
    if usesFloat, gradient != nil {
      throw UsageError(description: "--float checks the tape's derivatives: it does not go with --gradient")
    }
  }
}
