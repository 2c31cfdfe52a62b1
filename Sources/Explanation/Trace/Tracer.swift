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
        adjoints.add(part, to: operation.operands[number], from: operation.line, as: number)
      }
    }
    let tangents = try directions.map(tangents)

    let lines = CondensedLines(program)
    let byLine = Dictionary(uniqueKeysWithValues: operations.map { ($0.line, $0) })
    let shown = values.indices.filter { lines.shown[$0] != nil || (byLine[$0] == nil && !isNumber($0)) }
    let rows = shown.map { line in
      let own = lines.shown[line]
      let source = program.inputLines.contains(line) ? "input" : "constant"
      return Trace.Row(
        label: labels[line], operation: own?.operation ?? source, expression: own?.expression ?? source,
        operands: own?.operands.map { labels[$0] } ?? [], shape: values[line].shape, value: values[line],
        tangent: tangents?[line], localDerivatives: own.map { localDerivatives(of: line, $0, slopes) } ?? [],
        adjoint: adjoints.total(line), contributions: contributions(to: line, adjoints, lines),
        location: byLine[line]?.location.flatMap { $0.file.hasPrefix("Autodiff/") ? nil : $0 }
          ?? lines.partOf.first { $0.value == line }.flatMap { byLine[$0.key]?.location })
    }
    return Trace(rows: rows, outputs: program.outputLines.compactMap { shown.firstIndex(of: $0) })
  }

  /// The local derivatives of a line, `nil` for each operand when it stands for several operations.
  private func localDerivatives(
    of line: Int, _ shown: CondensedLines.Line, _ slopes: [Int: [Tensor<Double>?]]
  ) -> [Tensor<Double>?] {
    guard let own = slopes[line], own.count == shown.operands.count else {
      return shown.operands.map { _ in nil }
    }
    return own
  }

  /// What the lines that readers see add to an adjoint.
  private func contributions(
    to line: Int, _ adjoints: Adjoints, _ lines: CondensedLines
  ) -> [Trace.Contribution] {
    adjoints.contributions[line].flatMap { part -> [Trace.Contribution] in
      guard let reader = part.line else { return [part.asShown(labels, of: values[line].shape, lines)] }
      // What comes through another form of the vector comes from the products that read that.
      let origins = lines.sameAs[reader] == nil ? [part] : adjoints.contributions[reader]
      return origins.map { $0.asShown(labels, of: values[line].shape, lines) }
    }
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
}

/// The adjoints that a reverse sweep adds up.
private struct Adjoints {
  /// A part of an adjoint, with the line that it comes from; `nil` for what the sweep begins with.
  struct Part {
    let line: Int?
    let operand: Int
    let value: Tensor<Double>

    /// The part as a contribution to a line of that shape.
    func asShown(_ labels: [String], of shape: Shape, _ lines: CondensedLines) -> Trace.Contribution {
      Trace.Contribution(
        reader: line.map { labels[lines.partOf[$0] ?? $0] }, operand: operand,
        value: value.shape == shape ? value : Tensor(unchecked: value.scalars, shape: shape))
    }
  }

  private(set) var contributions: [[Part]]

  init(_ seeds: [(line: Int, value: Tensor<Double>)], count: Int) {
    contributions = Array(repeating: [], count: count)
    for seed in seeds { contributions[seed.line].append(Part(line: nil, operand: 0, value: seed.value)) }
  }

  mutating func add(_ part: Tensor<Double>, to line: Int, from reader: Int, as operand: Int) {
    contributions[line].append(Part(line: reader, operand: operand, value: part))
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
