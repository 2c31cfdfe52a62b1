// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// The operations of a recorded function, each by itself with the values that it reads at the point.
struct LocalOperations {
  /// Those that the inputs under test reach, in order.
  let active: [RecordedOperation]
  /// All operations by their lines.
  private let operations: [Int: RecordedOperation]
  /// The lines that have no derivatives of their own: operations that read them state theirs.
  private let aside: Set<Int>
  private let depends: [Bool]
  private let labels: [String]
  private let values: Executable<Double>

  init(_ recording: Recording) throws {
    let program = recording.program
    let inputs = program.inputLines
    let (depends, aside) = (
      program.dependents(ofLines: recording.chosen.map { inputs[$0] }), program.linesAside
    )
    self.depends = depends
    self.aside = aside
    labels = program.lineLabels
    operations = Dictionary(uniqueKeysWithValues: program.operations.map { ($0.line, $0) })
    active = program.operations.filter { depends[$0.line] && !aside.contains($0.line) }
    values = program.returningAllLines.compiled(for: Double.self, simplifying: false)
    for (number, value) in recording.point.enumerated() { try values.setInput(number, to: value) }
    values.run()
  }

  /// The check of one operation by those operands that the inputs reach; `nil` when values that are not finite leave
  /// nothing to tell.
  func report(on operation: RecordedOperation, _ options: GradcheckOptions) throws -> GradcheckReport? {
    let sources = sources(of: operation)
    let points = sources.map { values.output($0) }
    let result = values.output(operation.line)
    guard (points + [result]).allSatisfy({ $0.scalars.allSatisfy { !$0.isNaN } }) else { return nil }
    let program = try Program(inputs: points.map(\.shape), named: sources.map { labels[$0] }) { variables in
      let operands = zip(variables, points).map { Self.finite($0, of: $1, or: $1) }
      let recorded = record(operation, Array(operands), sources).named(labels[operation.line])
      return [Self.finite(recorded, of: result, or: .zeros(result.shape))]
    }
    let subject = try ProgramSubject(
      program, at: points.map { $0.map { $0.isFinite ? $0 : 0 } },
      by: sources.indices.filter { depends[sources[$0]] })
    var local = options
    local.maximumElements = min(options.maximumElements, 200)
    local.method = .differences
    var checker = try Checker(subject, options: local)
    let report = try checker.localReport()
    let isAllFinite = (points + [result]).allSatisfy { $0.scalars.allSatisfy(\.isFinite) }
    let isKnown = report.inputs.allSatisfy { $0.badEntries.allSatisfy { $0.comparison.analytic != nil } }
    // Beside infinite values a right rule may give NaN.
    return isAllFinite || isKnown ? report : nil
  }

  /// The lines that an operation is a function of: its operands, but for those aside, whose own operands follow.
  private func sources(of operation: RecordedOperation) -> [Int] {
    var sources = operation.operands.filter { !aside.contains($0) }
    func add(_ line: Int) {
      if aside.contains(line) {
        operations[line]?.operands.forEach(add)
      } else if !sources.contains(line) {
        sources.append(line)
      }
    }
    operation.operands.forEach(add)
    return sources
  }

  /// Records an operation with variables for its sources; what lies aside is computed from them.
  private func record(_ operation: RecordedOperation, _ variables: [Variable], _ sources: [Int]) -> Variable {
    func value(of line: Int) -> Variable {
      if let source = sources.firstIndex(of: line) { return variables[source] }
      guard let operation = operations[line] else { fatalError("line \(line) is no source") }
      return operation.operation(operation.operands.map(value))
    }
    // An operand that is there twice has a variable for each place.
    var next = variables.makeIterator()
    return operation.operation(
      operation.operands.map { aside.contains($0) ? value(of: $0) : next.next() ?? value(of: $0) })
  }

  /// The elements where `values` is finite, and those of `others` elsewhere.
  private static func finite(_ x: Variable, of values: Tensor<Double>, or others: Tensor<Double>) -> Variable
  {
    guard values.scalars.contains(where: { !$0.isFinite }) else { return x }
    return select(Variable(values.map { $0.isFinite ? 1 : 0 }), x, Variable(others))
  }
}
