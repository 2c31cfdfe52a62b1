// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A run of a program in which every line has its value.
struct AnomalySearch<Scalar: ExecutionScalar> {
  private let program: Program
  private let expansion: Expansion
  /// The program with its compositions expanded.
  private let expanded: Program
  private let executable: Executable<Scalar>
  /// For each line of the expanded program the one that it belongs to.
  private let origins: [Int32]

  init(_ program: Program, _ inputs: [Tensor<Scalar>]) throws(ShapeError) {
    self.program = program
    expansion = Expansion(of: program)
    expanded = expansion.program(returning: 0..<Int32(expansion.count))
    executable = Executable(expanded, simplifies: false)
    origins = zip(expansion.starts, expansion.starts.dropFirst() + [Int32(expansion.count)]).enumerated()
      .flatMap { line, range in Array(repeating: Int32(line), count: Int(range.1 - range.0)) }
    try executable.setInputs(inputs)
    executable.run()
  }

  func run(includingInfinities: Bool) -> Anomaly? {
    let list = expanded.list
    let isBad = list.nodes.indices.map { holds($0) { $0.isNaN || includingInfinities && !$0.isFinite } }
    guard let first = isBad.firstIndex(of: true) else { return nil }

    var reachesOutput = [Bool](repeating: false, count: list.count)
    for output in program.outputs { reachesOutput[Int(expansion.lines[Int(output)])] = true }
    for line in list.nodes.indices.reversed() {
      reachesOutput[line] = reachesOutput[line] && isBad[line]
      guard reachesOutput[line] else { continue }
      list.forEachOperand(of: list.nodes[line]) { reachesOutput[Int($0)] = true }
    }
    let found = reachesOutput.firstIndex(of: true)
    let line = Int32(found ?? first)
    return Anomaly(
      kind: holds(Int(line)) { $0.isNaN } ? .nan : .infinity, step: step(line),
      infinitySource: infinitySource(of: line).map(step), reachesOutput: found != nil)
  }

  private func holds(_ line: Int, _ predicate: (Scalar) -> Bool) -> Bool {
    executable.withOutput(line) { elements in
      for i in elements.indices where predicate(elements[i]) { return true }
      return false
    }
  }

  /// The line that made the infinity that a line reads, of finite operands; `nil` when it reads none.
  private func infinitySource(of line: Int32) -> Int32? {
    let list = expanded.list
    var source: Int32?
    while let infinite = operands(of: source ?? line).first(where: { holds(Int($0)) { !$0.isFinite } }) {
      source = infinite
      if list.nodes[Int(infinite)].operation == nil { break }
    }
    return source
  }

  private func operands(of line: Int32) -> [Int32] {
    let node = expanded.list.nodes[Int(line)]
    return (0..<node.operandCount).map { expanded.list.operand($0, of: node) }
  }
}

// MARK: Telling what was found

extension AnomalySearch {
  /// How lines are called: as the printed program does; what is inside of a composition by its operation.
  private func labels() -> [String] {
    let own = program.labels
    return expanded.list.nodes.indices.map { line in
      let origin = Int(origins[line])
      if expansion.lines[origin] == line { return own[origin] }
      if let name = expanded.list.names[Int32(line)] { return name }
      switch expanded.list.nodes[line].source {
      case .input, .constant: return "constant"
      case .operation(let operation): return "\(operation.primitive.name)(...)"
      }
    }
  }

  private func step(_ line: Int32) -> Anomaly.Step {
    let (list, labels) = (expanded.list, labels())
    let origin = origins[Int(line)]
    let isInside = expansion.lines[Int(origin)] != line || origins.filter { $0 == origin }.count > 1
    let operation =
      switch list.nodes[Int(line)].source {
      case .input: "input"
      case .constant: "constant"
      case .operation(let operation): operation.primitive.name
      }
    let whole = program.statement(of: origin, program.labels)
    let inner = list.derivation(of: line).map { ($0, expanded, labels) }
    let derivation = inner ?? program.list.derivation(of: origin).map { ($0, program, program.labels) }
    return Anomaly.Step(
      operation: operation, statement: isInside ? expanded.statement(of: line, labels) : whole,
      line: Int(origin),
      operands: operands(of: line).map { value($0, labels) }, result: value(line, labels),
      location: list.location(of: line) ?? program.list.location(of: origin),
      enclosing: isInside ? whole : nil,
      phase: derivation.map { $0.0.direction == .reverse ? .reverseSweep : .forwardSweep } ?? .evaluation,
      derivedFrom: derivation.map { source(of: $0.0, in: $0.1, $0.2) })
  }

  /// The line that was recorded before all derivatives, as it says; the name of the operation when that is
  /// gone.
  private func source(of derivation: Derivation, in program: Program, _ labels: [String]) -> String {
    var derivation = derivation
    while derivation.source >= 0, let outer = program.list.derivation(of: derivation.source) {
      derivation = outer
    }
    if derivation.source >= 0 { return program.statement(of: derivation.source, labels) }
    return derivation.operation?.takeUnretainedValue().primitive.name ?? "a line that is gone"
  }

  private func value(_ line: Int32, _ labels: [String]) -> Anomaly.Value {
    executable.withOutput(Int(line)) { elements in
      var range: ClosedRange<Double>?
      var (nanCount, infinityCount) = (0, 0)
      for i in elements.indices {
        let element = Double(elements[i])
        if element.isNaN {
          nanCount += 1
        } else if element.isInfinite {
          infinityCount += 1
        } else {
          range = min(element, range?.lowerBound ?? element)...max(element, range?.upperBound ?? element)
        }
      }
      return Anomaly.Value(
        name: labels[Int(line)], shape: expanded.list.shape(of: line), finiteRange: range, nanCount: nanCount,
        infinityCount: infinityCount)
    }
  }
}
