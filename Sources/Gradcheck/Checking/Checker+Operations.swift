// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Checker {
  /// Checks each operation of the recorded function by itself, with the operands that it has at the point, and reports
  /// the first whose own derivatives are wrong.
  mutating func locate() throws {
    guard subject.isDerivedFromRecording, let recording = subject.recording else { return }
    let operations = try LocalOperations(recording)
    for operation in operations.active {
      guard let found = try operations.report(on: operation, options), found.verdict == .failed else {
        continue
      }
      report.badOperation = BadOperation(
        name: operation.operation.primitive.name, line: operation.line, statement: operation.statement,
        location: operation.location?.description, derivatives: found.derivatives,
        operands: found.inputs.filter { $0.verdict == .failed })
      return
    }
    report.notes.append(
      "Every operation is right by itself: the mistake is in how their derivatives are put together.")
  }

  /// Whether the operations whose decisions change at the point are right by themselves: each element of an operation
  /// has a kink of its own.
  func kinkedOperationsAreRight() throws -> Bool {
    guard subject.isDerivedFromRecording, let recording = subject.recording else { return false }
    let sites = Set(base.decisions.indices.filter { base.decisions[$0] == 0 }.map { owner(of: $0).site })
    let lines = Set(sites.map { subject.decisions[$0].line })
    let operations = try LocalOperations(recording)
    // One operation by itself must not ask this again.
    guard operations.active.count > 1 else { return false }
    return try operations.active.filter { lines.contains($0.line) }.allSatisfy {
      try operations.report(on: $0, options)?.verdict == .passed
    }
  }
}

/// The operations of a recorded function with the values that they read at the point.
struct LocalOperations {
  /// Those that the inputs under test reach, in order.
  let active: [RecordedOperation]
  private let recording: Recording
  private let depends: [Bool]
  private let shapes: [Shape]
  private let values: Executable<Double>

  init(_ recording: Recording) throws {
    self.recording = recording
    let program = recording.program
    let inputs = program.inputLines
    let depends = program.dependents(ofLines: recording.chosen.map { inputs[$0] })
    self.depends = depends
    shapes = program.lineShapes
    active = program.operations.filter { depends[$0.line] }
    values = program.returningAllLines.compiled(for: Double.self, simplifying: false)
    for (number, value) in recording.point.enumerated() { try values.setInput(number, to: value) }
    values.run()
  }

  /// Whether the derivatives of an operation matter: one that only other rules read may have none.
  func isReached(_ operation: RecordedOperation) throws -> Bool {
    let program = try recording.program.cotangent(ofLine: operation.line)
    var random = Xoshiro256(seed: 1)
    let weights = recording.program.outputShapes.map { shape in
      Tensor<Double>.uniform(shape, from: 0.5, to: 1.5, using: &random)
    }
    return try program.run(recording.point + weights)[0].scalars.contains { $0 != 0 }
  }

  /// The check of one operation by those operands that the inputs reach; `nil` when a value that it reads is not
  /// finite.
  func report(on operation: RecordedOperation, _ options: GradcheckOptions) throws -> GradcheckReport? {
    let operands = operation.operands.map { values.output($0) }
    guard operands.allSatisfy({ $0.scalars.allSatisfy(\.isFinite) }) else { return nil }
    let program = try Program(
      inputs: operation.operands.map { shapes[$0] }, named: operation.operandLabels
    ) { [operation.operation($0)] }
    let chosen = operation.operands.indices.filter { depends[operation.operands[$0]] }
    let subject = try ProgramSubject(program, at: operands, by: chosen)
    var local = options
    local.maximumElements = min(options.maximumElements, 200)
    local.method = .differences
    var checker = try Checker(subject, options: local)
    return try checker.localReport()
  }
}
