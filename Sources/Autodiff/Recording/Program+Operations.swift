// SPDX-License-Identifier: Apache-2.0
package import Tensors

/// A line of a program that applies an operation, for those who look into programs.
package struct RecordedOperation: Sendable {
  /// The line, counted from 0 for the first input.
  package let line: Int
  /// What is applied.
  package let operation: Operation
  /// The lines that it reads.
  package let operands: [Int]
  /// How the printed program calls them.
  package let operandLabels: [String]
  /// What the line says, for readers: `v3 = log(x)`.
  package let statement: String
  /// Where the call that recorded it stands, for the calls that say.
  package let location: SourceLocation?
}

extension Program {
  /// The lines that apply operations, in order. O(count).
  package var operations: [RecordedOperation] {
    let views = productViews
    var labels = labels
    // Where a vector is made a factor of a matrix product, or the product a vector, readers see the product.
    for (view, product) in views where view < product {
      labels[Int(view)] = labels[Int(list.operand(0, of: list.nodes[Int(view)]))]
    }
    func statement(_ line: Int32) -> String {
      guard let product = views[line] else { return self.statement(of: line, labels) }
      guard product < line else { return self.statement(of: product, labels) }
      var named = labels
      named[Int(product)] = labels[Int(line)]
      return self.statement(of: product, named)
    }
    return (0..<Int32(list.count)).compactMap { line in
      guard case .operation(let operation) = list.nodes[Int(line)].source else { return nil }
      let operands = operandLines(of: line)
      return RecordedOperation(
        line: Int(line), operation: operation, operands: operands, operandLabels: operands.map { labels[$0] },
        statement: statement(line), location: list.location(of: line))
    }
  }

  /// The shape of each line. O(count).
  package var lineShapes: [Shape] { list.nodes.indices.map { list.shape(of: Int32($0)) } }

  /// How the printed program calls each line. O(count).
  package var lineLabels: [String] { labels }

  /// The lines of the inputs.
  package var inputLines: [Int] { inputs.map(Int.init) }

  /// The lines of the outputs.
  package var outputLines: [Int] { outputs.map(Int.init) }

  /// The constants, with their lines. O(count).
  package var constantLines: [(line: Int, value: Tensor<Double>)] {
    list.nodes.enumerated().compactMap { line, node in
      guard case .constant(let number) = node.source else { return nil }
      return (line, list.constants[number])
    }
  }

  /// The numbers that are constants without axes.
  package var scalarConstants: [Double] {
    list.constants.filter { $0.shape == .scalar }.map { $0.scalars[0] }
  }

  /// For each line, whether it depends on one of the given lines, which count themselves. O(count).
  package func dependents(ofLines sources: [Int]) -> [Bool] {
    var depends = [Bool](repeating: false, count: list.count)
    for source in sources { depends[source] = true }
    for line in list.nodes.indices where !depends[line] {
      depends[line] = operandLines(of: Int32(line)).contains { depends[$0] }
    }
    return depends
  }

  /// The same program with the value of every line for an output.
  package var returningAllLines: Program {
    Program(list, outputs: list.nodes.indices.map { Int32($0) })
  }

  /// The lines of operations that stand aside of derivatives: they pass no cotangent on and get none, since the rules of
  /// those that read them state their share, too (the factors of a matrix, a comparison).
  package var linesAside: Set<Int> {
    let (tape, _, outputs) = replayed()
    let storage = tape.storage
    let cotangents = outputs.map { tape.input($0.shape) }
    let seeds = zip(outputs, cotangents).map { (line: $0.index, cotangent: $1) }
    return tape.record {
      Set(
        list.nodes.indices.filter { line in
          guard let operation = list.nodes[line].operation?.takeUnretainedValue() else { return false }
          let site = Application(at: Int32(line), of: storage)
          var own = Cotangents(at: site, sums: ContiguousArray(repeating: .zero, count: site.operands.count))
          let cotangent = Variable(0).broadcast(to: site.result.shape, on: storage)
          operation.primitive.pullback(of: cotangent, at: site, into: &own)
          let passesNone = site.operands.indices.allSatisfy { own.total(ofOperand: $0) == nil }
          return passesNone && storage.reverseSweep(from: seeds, to: [Int32(line)])[0] == nil
        })
    }
  }

  /// The program recorded again, with what `record` records in the place of each operation.
  ///
  /// Its inputs, their names and the guards are the same.
  ///
  /// - Parameter record: From a line of this program, its operation and what stands for the operands to the
  ///   result, of the same shape.
  /// - Throws: `RecordingError`, the first mistake made in `record`.
  package func rerecorded(
    _ record: (_ line: Int, _ operation: Operation, _ operands: [Variable]) -> Variable
  ) throws -> Program {
    let tape = Tape()
    var variables: [Variable] = []
    tape.record {
      for (line, node) in list.nodes.enumerated() {
        let name = list.names[Int32(line)]
        switch node.source {
        case .input: variables.append(tape.input(list.shape(of: Int32(line)), named: name))
        case .constant(let number): variables.append(tape.constant(list.constants[number]))
        case .operation(let operation):
          let operands = operandLines(of: Int32(line)).map { variables[$0] }
          variables.append(record(line, operation, operands))
          if let name { variables[line].named(name) }
        }
      }
    }
    for var recorded in list.guards {
      recorded.condition = variables[Int(recorded.condition)].index
      tape.storage.pointee.list.guards.append(recorded)
    }
    return try tape.close(returning: outputs.map { variables[Int($0)] })
  }

  private func operandLines(of line: Int32) -> [Int] {
    let node = list.nodes[Int(line)]
    return (0..<node.operandCount).map { Int(list.operand($0, of: node)) }
  }
}
