// SPDX-License-Identifier: Apache-2.0
internal import Autodiff

extension Diagnosis.Kind {
  /// Of several uses of a variable only one is counted.
  static public let uncountedUses = Diagnosis.Kind(rawValue: "uncountedUses")
}

/// Of a variable that is used three times or more, or of an input that is used twice, only one use is counted: the
/// derivative was overwritten, not added to.
struct UncountedUse: Pattern {
  func diagnosis(of evidence: Evidence) throws -> Diagnosis? {
    guard let contributions = try Contributions(of: evidence), let recording = evidence.subject.recording
    else {
      return nil
    }
    let input = recording.program.inputLines[recording.chosen[evidence.input]]
    for variable in contributions.variables where variable.uses.count > 2 || variable.line == input {
      for use in variable.uses {
        let others = variable.uses.filter {
          $0.operation.line != use.operation.line || $0.operand != use.operand
        }
        let explained = others.reduce(contributions.total) { Contributions.combine($0, $1.rows, -) }
        if evidence.equals(explained) {
          return Diagnosis(
            .uncountedUses,
            "\(variable.label) is used \(variable.uses.count) times, but only \(use.operation.statement) is "
              + "counted: overwritten instead of added to")
        }
      }
    }
    return nil
  }
}
