// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// The program with the decisions that its operations take for further outputs, and the operation that
  /// takes each.
  ///
  /// Between two points at which every decision has the same sign the program is smooth. See
  /// `Primitive.decisions(at:)`.
  package func withDecisions() throws -> (program: Program, operations: [String]) {
    let (tape, _, outputs) = replayed()
    let storage = tape.storage
    var decisions: [Variable] = []
    var operations: [String] = []
    tape.record {
      for line in 0..<Int32(storage.pointee.list.count) {
        guard case .operation(let operation) = storage.pointee.list.nodes[Int(line)].source else { continue }
        for decision in operation.primitive.decisions(at: Application(at: line, of: storage)) {
          decisions.append(decision)
          operations.append(operation.primitive.name)
        }
      }
    }
    return (try tape.close(returning: outputs + decisions), operations)
  }
}
