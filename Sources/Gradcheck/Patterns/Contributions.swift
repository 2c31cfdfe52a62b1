// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// What flows into the derivatives by an input through each use of a recorded variable that is used several times.
struct Contributions {
  /// One place where a variable is read.
  struct Use {
    let operation: RecordedOperation
    /// The operand of the operation that the variable is.
    let operand: Int
    /// For each row of the evidence, the derivatives through this use alone.
    let rows: [[Double]]
  }

  /// For each row of the evidence, the derivatives through all uses.
  let total: [[Double]]
  /// The variables that are used several times, in order, each with its uses.
  let variables: [(line: Int, label: String, uses: [Use])]

  /// More uses than this are not looked into: each takes a derivative of the whole function.
  private static let mostUses = 256

  /// - Returns: `nil` when there is no recording, or too much of it.
  init?(of evidence: Evidence) throws {
    guard let recording = evidence.subject.recording, evidence.outputs.count <= 8,
      !evidence.subject.isDerivedFromRecording
    else { return nil }
    let program = recording.program
    let input = recording.chosen[evidence.input]
    let depends = program.dependents(ofLines: [program.inputLines[input]])
    let reaches = Self.reaching(program)
    var uses: [Int: [(operation: RecordedOperation, operand: Int)]] = [:]
    for operation in program.operations where reaches[operation.line] {
      for (operand, line) in operation.operands.enumerated() where depends[line] {
        uses[line, default: []].append((operation, operand))
      }
    }
    let shared = uses.filter { $0.value.count > 1 }.sorted { $0.key < $1.key }
    guard shared.reduce(0, { $0 + $1.value.count }) <= Self.mostUses else { return nil }

    let total = try Self.rows(of: program, recording, input, evidence)
    let labels = program.lineLabels
    self.total = total
    variables = try shared.map { line, uses in
      (
        line, labels[line],
        try uses.map { use in
          let without = try program.rerecorded { line, operation, operands in
            var operands = operands
            if line == use.operation.line { operands[use.operand] = stopGradient(operands[use.operand]) }
            return operation(operands)
          }
          let rest = try Self.rows(of: without, recording, input, evidence)
          let own = zip(total, rest).map { zip($0, $1).map { $0 - $1 } }
          return Use(operation: use.operation, operand: use.operand, rows: own)
        }
      )
    }
  }

  /// The derivatives by an input, for each row of the evidence.
  private static func rows(
    of program: Program, _ recording: Recording, _ input: Int, _ evidence: Evidence
  ) throws -> [[Double]] {
    let subject = try ProgramSubject(program, at: recording.point, by: [input])
    return try evidence.outputs.map { try subject.adjoint(of: subject.unit($0), at: subject.point) }
  }

  /// For each line, whether an output depends on it.
  private static func reaching(_ program: Program) -> [Bool] {
    var reaches = [Bool](repeating: false, count: program.count)
    for output in program.outputLines { reaches[output] = true }
    for operation in program.operations.reversed() where reaches[operation.line] {
      for operand in operation.operands { reaches[operand] = true }
    }
    return reaches
  }

  /// Sums and differences, element by element.
  static func combine(_ a: [[Double]], _ b: [[Double]], _ operation: (Double, Double) -> Double) -> [[Double]]
  {
    zip(a, b).map { zip($0, $1).map { operation($0, $1) } }
  }
}
