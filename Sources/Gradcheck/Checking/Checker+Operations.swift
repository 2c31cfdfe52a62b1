// SPDX-License-Identifier: Apache-2.0
internal import Autodiff

extension Checker {
  /// Checks each operation of the recorded function by itself, with the operands that it has at the point, and reports
  /// the first whose own derivatives are wrong.
  mutating func locate() throws {
    guard subject.isDerivedFromRecording, let recording = subject.recording else { return }
    let operations = try LocalOperations(recording)
    var unknown: [RecordedOperation] = []
    for operation in operations.active {
      let found = try operations.report(on: operation, options)
      if found?.verdict ?? .inconclusive == .inconclusive { unknown.append(operation) }
      guard let found, found.verdict == .failed else { continue }
      report.badOperation = BadOperation(
        name: operation.operation.primitive.name, line: operation.line, statement: operation.statement,
        location: operation.location?.description, derivatives: found.derivatives,
        operands: found.inputs.filter { $0.verdict == .failed })
      return
    }
    report.notes.append(
      unknown.first.map { "No operation is wrong by itself, as far as can be told: not for \($0.statement)." }
        ?? "Every operation is right by itself: the mistake is in how their derivatives are put together.")
  }

  /// Whether the operations whose decisions change at the point are right by themselves: each element of an operation
  /// has a kink of its own.
  func kinkedOperationsAreRight() throws -> Bool {
    guard subject.isDerivedFromRecording, !isLocal, let recording = subject.recording else { return false }
    let sites = Set(base.decisions.indices.filter { base.decisions[$0] == 0 }.map { owner(of: $0).site })
    let lines = Set(sites.map { subject.decisions[$0].line })
    let operations = try LocalOperations(recording)
    return try operations.active.filter { lines.contains($0.line) }.allSatisfy {
      try operations.report(on: $0, options)?.verdict == .passed
    }
  }
}
