// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// The program with the operations that run as compositions of others replaced by them.
  func expandingCompositions() -> Program {
    let compositions = compositions()
    if compositions.isEmpty { return self }
    let expansion = Expansion(of: self, compositions)
    return expansion.program(returning: outputs.map { expansion.lines[Int($0)] })
  }

  /// What the lines are composed of that run as compositions.
  fileprivate func compositions() -> [Int32: @Sendable ([Variable]) -> Variable] {
    var compositions: [Int32: @Sendable ([Variable]) -> Variable] = [:]
    for line in 0..<Int32(list.count) {
      guard case .operation(let operation) = list.nodes[Int(line)].source, !operation.isElementwise,
        case .composition(let composition) = list.lowering(of: operation, at: line)
      else { continue }
      compositions[line] = composition
    }
    return compositions
  }
}

/// A program recorded again with its compositions as what they are composed of.
struct Expansion {
  private let tape = Tape()
  /// For each line of the program the one with its value, and the first of those recorded for it.
  private(set) var lines: [Int32] = []
  private(set) var starts: [Int32] = []
  /// The number of lines recorded.
  private(set) var count = 0

  init(of program: Program) { self.init(of: program, program.compositions()) }

  fileprivate init(of program: Program, _ compositions: [Int32: @Sendable ([Variable]) -> Variable]) {
    let list = program.list
    tape.record {
      for (line, node) in list.nodes.enumerated() {
        starts.append(Int32(truncatingIfNeeded: tape.count))
        let new: Variable
        switch node.source {
        case .input: new = tape.input(list.shape(of: Int32(line)))
        case .constant(let number): new = tape.constant(list.constants[number])
        case .operation(let operation):
          let operands = (0..<node.operandCount).map {
            tape.storage.variable(lines[Int(list.operand($0, of: node))])
          }
          new =
            compositions[Int32(line)]?(operands) ?? operation(operands, at: list.location(of: Int32(line)))
        }
        lines.append(new.index)
        if let name = list.names[Int32(line)] { new.named(name) }
      }
    }
    count = tape.count
  }

  /// The program of the lines, which can be asked for once.
  func program(returning outputs: some Sequence<Int32>) -> Program {
    do {
      return try tape.close(returning: outputs.map { tape.storage.variable($0) })
    } catch {
      fatalError("a composition does not fit its operands: \(error)")
    }
  }
}

extension WengertList {
  /// How a line runs.
  func lowering(of operation: Operation, at line: Int32) -> Lowering {
    let node = nodes[Int(line)]
    let operands = (0..<node.operandCount).map { shape(of: operand($0, of: node)) }
    return operation.primitive.lowering(of: operands, to: shape(of: line))
  }
}
