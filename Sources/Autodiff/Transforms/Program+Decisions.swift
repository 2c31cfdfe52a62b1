// SPDX-License-Identifier: Apache-2.0
package import Tensors

/// A quantity whose signs are decisions, and who takes them.
package struct DecisionSite: Hashable, Sendable {
  /// The name of the operation.
  package let operation: String
  /// What its line says: `h = relu(v3)`.
  package let statement: String
  /// The line.
  package let line: Int
  /// The shape of the quantity.
  package let shape: Shape
}

extension Program {
  /// The program with the decisions that its operations take for further outputs, and who takes each.
  ///
  /// Between two points at which every decision has the same sign the program is smooth. See
  /// `Primitive.decisions(at:)`.
  package func withDecisions() throws -> (program: Program, sites: [DecisionSite]) {
    let (tape, _, outputs) = replayed()
    let storage = tape.storage
    let labels = labels
    var decisions: [Variable] = []
    var sites: [DecisionSite] = []
    tape.record {
      for line in 0..<Int32(list.count) {
        guard case .operation(let operation) = list.nodes[Int(line)].source else { continue }
        for decision in operation.primitive.decisions(at: Application(at: line, of: storage)) {
          decisions.append(decision)
          sites.append(
            DecisionSite(
              operation: operation.primitive.name, statement: statement(of: line, labels), line: Int(line),
              shape: decision.shape))
        }
      }
    }
    return (try tape.close(returning: outputs + decisions), sites)
  }
}
