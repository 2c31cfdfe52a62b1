// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// The program with the operations that run as compositions of others replaced by them.
  func expandingCompositions() -> Program {
    var compositions: [Int32: @Sendable ([Variable]) -> Variable] = [:]
    for line in 0..<Int32(list.count) {
      guard case .operation(let operation) = list.nodes[Int(line)].source, !operation.isElementwise,
        case .composition(let composition) = list.lowering(of: operation, at: line)
      else { continue }
      compositions[line] = composition
    }
    if compositions.isEmpty { return self }

    let tape = Tape()
    var newLines = [Int32](repeating: -1, count: list.count)
    tape.record {
      for (line, node) in list.nodes.enumerated() {
        let new: Variable
        switch node.source {
        case .input: new = tape.input(list.shape(of: Int32(line)))
        case .constant(let number): new = tape.constant(list.constants[number])
        case .operation(let operation):
          let operands = (0..<node.operandCount).map {
            tape.storage.variable(newLines[Int(list.operand($0, of: node))])
          }
          new =
            compositions[Int32(line)]?(operands) ?? operation(operands, at: list.location(of: Int32(line)))
        }
        newLines[line] = new.index
        if let name = list.names[Int32(line)] { new.named(name) }
      }
    }
    do {
      return try tape.close(returning: outputs.map { tape.storage.variable(newLines[Int($0)]) })
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
