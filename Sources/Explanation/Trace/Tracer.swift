// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Makes the trace of a program at a point.
struct Tracer {
  private let program: Program
  private let operations: [RecordedOperation]
  private let labels: [String]
  /// The value of each line.
  private let values: [Tensor<Double>]

  init(_ program: Program, at inputs: [Tensor<Double>]) throws {
    self.program = program
    operations = program.operations
    labels = program.lineLabels
    values = try program.returningAllLines.run(inputs)
  }

  func trace(
    seeding cotangents: [Tensor<Double>]?, along directions: [Tensor<Double>]?
  ) throws -> Trace {
    var adjoints = try Adjoints(seeds(cotangents), count: values.count)
    var slopes: [Int: [Tensor<Double>?]] = [:]
    for operation in operations.reversed() {
      let local = try LocalOperation(operation, operands: operation.operands.map { values[$0] })
      slopes[operation.line] = try local.slopes()
      guard let adjoint = adjoints.total(operation.line) else { continue }
      for (number, part) in try local.contributions(of: adjoint).enumerated() {
        adjoints.add(part, to: operation.operands[number], from: labels[operation.line], as: number)
      }
    }
    let tangents = try directions.map(tangents)

    let byLine = Dictionary(uniqueKeysWithValues: operations.map { ($0.line, $0) })
    let shown = values.indices.filter { byLine[$0] != nil || !isNumber($0) }
    let rows = shown.map { line in
      let operation = byLine[line]
      let source = program.inputLines.contains(line) ? "input" : "constant"
      return Trace.Row(
        label: labels[line], operation: operation?.operation.primitive.name ?? source,
        expression: operation.map(expression) ?? source,
        operands: operation?.operandLabels ?? [], shape: values[line].shape, value: values[line],
        tangent: tangents?[line], localDerivatives: slopes[line] ?? [], adjoint: adjoints.total(line),
        contributions: adjoints.contributions[line], location: operation?.location)
    }
    return Trace(rows: rows, outputs: program.outputLines.compactMap { shown.firstIndex(of: $0) })
  }

  /// The lines of the outputs with what the reverse sweep begins with.
  private func seeds(_ cotangents: [Tensor<Double>]?) throws(TraceError) -> [(line: Int, Tensor<Double>)] {
    let shapes = program.outputShapes
    guard let cotangents else {
      guard shapes.count == 1, shapes[0].elementCount == 1 else { throw .cotangentsNeeded(shapes) }
      return [(program.outputLines[0], Tensor(repeating: 1, shape: shapes[0]))]
    }
    guard cotangents.map(\.shape) == shapes else {
      throw .unfit("cotangents", cotangents.map(\.shape), expected: shapes)
    }
    return zip(program.outputLines, cotangents).map { ($0, $1) }
  }

  /// The derivative of every line along a direction.
  private func tangents(_ directions: [Tensor<Double>]) throws -> [Tensor<Double>] {
    guard directions.map(\.shape) == program.inputShapes else {
      throw TraceError.unfit("directions", directions.map(\.shape), expected: program.inputShapes)
    }
    let all = program.returningAllLines
    let inputs = program.inputLines.map { values[$0] }
    return Array(try all.jvp().run(inputs + directions).suffix(values.count))
  }

  /// Whether a line is a constant without axes, which is shown where it is used.
  private func isNumber(_ line: Int) -> Bool {
    !program.inputLines.contains(line) && values[line].rank == 0
  }

  /// What a line says behind its label and `=`.
  private func expression(of operation: RecordedOperation) -> String {
    String(operation.statement.dropFirst(labels[operation.line].count + " = ".count))
  }
}

/// The adjoints that a reverse sweep adds up.
private struct Adjoints {
  private(set) var contributions: [[Trace.Contribution]]

  init(_ seeds: [(line: Int, value: Tensor<Double>)], count: Int) {
    contributions = Array(repeating: [], count: count)
    for seed in seeds {
      contributions[seed.line].append(Trace.Contribution(reader: nil, operand: 0, value: seed.value))
    }
  }

  mutating func add(_ part: Tensor<Double>, to line: Int, from reader: String, as operand: Int) {
    contributions[line].append(Trace.Contribution(reader: reader, operand: operand, value: part))
  }

  func total(_ line: Int) -> Tensor<Double>? {
    contributions[line].first.map { first in
      contributions[line].dropFirst().reduce(first.value) { $0 + $1.value }
    }
  }
}

/// An operation by itself, at its operands.
private struct LocalOperation {
  private let program: Program
  private let operands: [Tensor<Double>]
  private let isElementwise: Bool

  init(_ recorded: RecordedOperation, operands: [Tensor<Double>]) throws {
    self.operands = operands
    isElementwise = recorded.operation.primitive.elementwise != nil
    program = try Program(inputs: operands.map(\.shape)) { [recorded.operation($0)] }
  }

  /// What the adjoint of the result adds to those of the operands.
  func contributions(of adjoint: Tensor<Double>) throws -> [Tensor<Double>] {
    Array(try program.vjp().run(operands + [adjoint]).dropFirst())
  }

  /// The derivative of each element of the result by each operand's.
  func slopes() throws -> [Tensor<Double>?] {
    guard isElementwise else { return operands.map { _ in nil } }
    return try operands.indices.map { i in
      try program.jvp(by: [i]).run(operands + [Tensor(repeating: 1, shape: operands[i].shape)])[1]
    }
  }
}
