// SPDX-License-Identifier: Apache-2.0

/// A decision that a recording rests on.
struct RecordedGuard: Sendable {
  /// The line that decided: not 0 for yes.
  var condition: Int32
  let decision: Bool
  let location: SourceLocation
}

extension Program {
  /// The program with the conditions of its guards for further outputs instead.
  func withGuardsAsOutputs() -> Program {
    var bare = list
    bare.guards = []
    return Program(bare, outputs: outputs + list.guards.map(\.condition))
  }

  /// The program with its last outputs as the conditions of guards instead.
  func withOutputsAsGuards(of guards: [RecordedGuard]) -> Program {
    var guarded = list
    guarded.guards = zip(guards, outputs.suffix(guards.count)).map {
      RecordedGuard(condition: $1, decision: $0.decision, location: $0.location)
    }
    return Program(guarded, outputs: Array(outputs.dropLast(guards.count)))
  }

  /// What an executable reports when a guard decides otherwise.
  func error(ofGuard number: Int) -> GuardError {
    let recorded = list.guards[number]
    return GuardError(
      condition: statement(of: recorded.condition, labels), recordedDecision: recorded.decision,
      location: recorded.location)
  }
}
