// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Makes the derivation of a program: formulas for its lines, and for their adjoints by the pullback of each operation.
struct Deriver {
  private let program: Program
  private let operations: [RecordedOperation]
  private let labels: [String]
  private let shapes: [Shape]
  private let chosen: [Int]
  private let samples: [String]
  private var names: DerivationNames
  /// For each line what formulas write for it.
  private var values: [Expression]
  /// The formula of each line that an operation computes.
  private var definitions: [Int: Expression] = [:]
  /// For each line what the lines that read it add to its adjoint.
  private var contributions: [Int: [(reader: Int, Expression)]] = [:]

  init(_ program: Program, by chosen: [String]?, overSamples samples: [String]) throws {
    guard program.outputLines.count == 1 else { throw DerivationError.outputs(program.outputLines.count) }
    self.program = program
    self.samples = samples
    operations = program.operations
    shapes = program.lineShapes
    var names = DerivationNames(program, isOverSamples: !samples.isEmpty)
    let labels = names.labels
    let inputs = program.inputLines.map { labels[$0] }
    if let unknown = ((chosen ?? []) + samples).first(where: { !inputs.contains($0) }) {
      throw DerivationError.unknownInput(unknown, known: inputs)
    }
    let wanted = chosen ?? inputs.filter { !samples.contains($0) }
    self.chosen = wanted.compactMap { inputs.firstIndex(of: $0) }
    var values = zip(labels, shapes).map { Expression.symbol($0, $1) }
    for (line, value) in program.constantLines {
      let constant = ProgramReader.constant(value)
      values[line] = constant.weight == 1 && value.count > 9 ? names.constant(value, constant) : constant
    }
    (self.names, self.labels, self.values) = (names, labels, values)
  }

  mutating func derivation() throws -> Derivation {
    readForward()
    try sweep()
    return finished()
  }

  private var outputLine: Int { program.outputLines[0] }

  // MARK: Formulas

  private mutating func readForward() {
    for operation in operations {
      definitions[operation.line] = ProgramReader.value(
        of: operation.operation, operation.operands.map { (values[$0], shapes[$0]) }, shapes[operation.line])
    }
  }

  /// From the value backwards, each operation by itself.
  private mutating func sweep() throws {
    let depends = program.dependents(ofLines: chosen.map { program.inputLines[$0] })
    contributions[outputLine] = [(-1, names.seed(shapes[outputLine]))]
    for operation in operations.reversed() where depends[operation.line] {
      guard contributions[operation.line] != nil else { continue }
      let parts = try pullback(of: operation)
      for (operand, part) in zip(operation.operands, parts) where depends[operand] && !part.isZero {
        // Readers are used to the order of the function.
        contributions[operand, default: []].insert((operation.line, part), at: 0)
      }
    }
  }

  /// What the adjoint of an operation's result adds to those of its operands, by the operation's own rule.
  private func pullback(of operation: RecordedOperation) throws -> [Expression] {
    let local = try Program(inputs: operation.operands.map { shapes[$0] }) { [operation.operation($0)] }.vjp()
    let adjoint = Expression.symbol(names.adjoint(operation.line), shapes[operation.line])
    let inputs = operation.operands.map { values[$0] } + [adjoint]
    let written = ProgramReader.values(
      of: local, inputs: inputs, known: [local.outputLines[0]: values[operation.line]])
    return zip(local.outputLines.dropFirst(), operation.operands).map { line, operand in
      .broadcast(written[line], to: shapes[operand])
    }
  }

  // MARK: What is written out

  private mutating func finished() -> Derivation {
    var book = FormulaBook()
    for operation in operations {
      guard let definition = definitions[operation.line] else { continue }
      book.append(
        labels[operation.line], definition,
        isKept: names.isNamed[operation.line] || operation.line == outputLine)
    }
    let inputLines = Set(chosen.map { program.inputLines[$0] })
    for line in shapes.indices.reversed() where contributions[line] != nil && !inputLines.contains(line) {
      let parts = contributions[line] ?? []
      book.append(names.adjoint(line), .sum(parts.map(\.1), shape: shapes[line]), isKept: parts.count > 1)
    }
    let roots = chosen.map { input -> Expression in
      let line = program.inputLines[input]
      return .sum((contributions[line] ?? []).map(\.1), shape: shapes[line])
    }
    book.settle(roots: roots + [.symbol(labels[outputLine], shapes[outputLine])])

    let adjointLines = shapes.indices.reversed().filter { book.isWritten(names.adjoint($0)) }
    names.choose(for: adjointLines)
    let units = names.name(
      unitVectorsIn: (adjointLines.map { book[names.adjoint($0)] } + roots).map(book.expanded))
    let settled = names
    func final(_ expression: Expression) -> Expression {
      book.expanded(expression).replacing { settled.final($0, shapes) }.mapping { units[$0] }
    }
    func parts(_ line: Int) -> [Derivation.Contribution] {
      (contributions[line] ?? []).map { reader, part in
        Derivation.Contribution(
          reader: reader < 0 ? "" : describe(reader, book),
          expression: final(.broadcast(part, to: shapes[line])))
      }
    }
    let function = operations.filter { book.isWritten(labels[$0.line]) }.map { operation in
      let line = operation.line
      let name = line == outputLine ? settled.sampleOutput : labels[line]
      return Derivation.Equation(
        name: name, shape: shapes[line], expression: final(book[labels[line]]), contributions: [],
        isOverSamples: false, variable: nil)
    }
    let adjoints = adjointLines.map { line in
      Derivation.Equation(
        name: settled.shown[line] ?? "", shape: shapes[line], expression: final(book[names.adjoint(line)]),
        contributions: parts(line), isOverSamples: false, variable: labels[line])
    }
    let gradient = zip(chosen, roots).map { input, root in
      let line = program.inputLines[input]
      return Derivation.Equation(
        name: settled.derivative(by: labels[line]), shape: shapes[line], expression: final(root),
        contributions: parts(line), isOverSamples: !samples.isEmpty, variable: labels[line])
    }
    let written = (function + adjoints + gradient).map(\.expression)
    return Derivation(
      function: function.isEmpty ? [identity] : function, adjoints: adjoints, gradient: gradient,
      constants: settled.constants(in: written), inputs: program.inputLines.map { labels[$0] },
      inputShapes: program.inputShapes, samples: samples, output: settled.output,
      cotangent: settled.cotangent, program: program,
      chosen: chosen)
  }

  /// The function of a program that returns an input or a constant.
  private var identity: Derivation.Equation {
    Derivation.Equation(
      name: names.sampleOutput, shape: shapes[outputLine], expression: values[outputLine], contributions: [],
      isOverSamples: false, variable: nil)
  }

  /// An operation as the function has it.
  private func describe(_ line: Int, _ book: FormulaBook) -> String {
    var line = line
    // What only makes a vector a factor is described by the product.
    while case .reshape(let inner)? = definitions[line]?.form, case .symbol = inner.form,
      let reader = operations.first(where: { $0.operands.contains(line) })
    {
      line = reader.line
    }
    guard var definition = definitions[line] else { return labels[line] }
    definition = book.expanded(definition)
    while case .reshape(let inner) = definition.form { definition = inner }
    definition = definition.replacing { names.final($0, shapes) }
    let text = ExpressionPrinter(writer: TextWriter()).piece(definition)
    return text.count > 60 ? labels[line] : text
  }
}

extension Expression {
  /// The sum of terms of one shape, which zeros are written without.
  fileprivate static func sum(_ terms: [Expression], shape: Shape) -> Expression {
    broadcast(sum(terms), to: shape)
  }
}
