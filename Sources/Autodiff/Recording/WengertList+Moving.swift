// SPDX-License-Identifier: Apache-2.0
internal import Tensors

// Lines that go to other places, with all that refers to them.

extension WengertList {
  /// Leaves out the operations and constants that no output or guard depends on; inputs stay. O(count).
  ///
  /// - Returns: Where the outputs went.
  mutating func prune(to outputs: [Int32]) -> [Int32] {
    let isLive = liveness(of: outputs + inputs + guards.map(\.condition))
    if !isLive.contains(false) { return outputs }
    // The lines that stay move down: in place, when no other list shares them.
    let old = (operands: operandLists, constants: constants)
    operandLists.removeAll()
    constants.removeAll()
    var newIndex = [Int32](repeating: -1, count: count)
    var liveCount: Int32 = 0
    for line in nodes.indices where isLive[line] {
      nodes[Int(liveCount)] = moved(nodes[line], to: nodes[line].shape, newIndex, old.operands, old.constants)
      newIndex[line] = liveCount
      liveCount += 1
    }
    nodes.removeLast(nodes.count - Int(liveCount))
    inputs = inputs.map { newIndex[Int($0)] }
    locations = moved(locations, newIndex)
    derivations = moved(derivations, newIndex, from: 0, to: liveCount)
    guards = moved(guards, newIndex)
    if !names.isEmpty {
      let named = names.filter { newIndex[Int($0.key)] >= 0 }
      names = Dictionary(uniqueKeysWithValues: named.map { (newIndex[Int($0.key)], $0.value) })
    }
    return outputs.map { newIndex[Int($0)] }
  }

  /// For each line, whether one of `roots` depends on it. O(count).
  private func liveness(of roots: [Int32]) -> [Bool] {
    var isLive = [Bool](repeating: false, count: count)
    for root in roots { isLive[Int(root)] = true }
    var live = isLive.mutableSpan
    for line in nodes.indices.reversed() where live[line] {
      let node = nodes[line]
      for i in 0..<node.operandCount { live[Int(operand(i, of: node))] = true }
    }
    return isLive
  }

  /// Appends the operations, constants and guards of another list, in order. O(other.count).
  ///
  /// - Parameter inputs: What stands for the other list's inputs.
  /// - Returns: For each node of the other list its index in this one.
  mutating func append(contentsOf other: WengertList, inputs: [Int32]) -> [Int32] {
    let start = Int32(count)
    let newShape = other.shapes.map { index(of: $0) }
    var newIndex = [Int32](repeating: -1, count: other.count)
    for (line, node) in other.nodes.enumerated() {
      newIndex[line] =
        node.arity == Node.inputMark
        ? inputs[Int(node.first)]
        : append(moved(node, to: newShape[Int(node.shape)], newIndex, other.operandLists, other.constants))
    }
    owned += other.owned
    locations += moved(other.locations, newIndex)
    guards += moved(other.guards, newIndex)
    let outer = currentDerivation
    derivations += moved(other.derivations, newIndex, from: start, to: Int32(count))
    if !other.derivations.isEmpty { currentDerivation = outer }
    for (line, name) in other.names {
      // What stands for an input is named by its own maker.
      let index = newIndex[Int(line)]
      if other.nodes[Int(line)].arity != Node.inputMark, names[index] == nil { names[index] = name }
    }
    return newIndex
  }

  /// A node of another numbering, with what it refers to brought along.
  private mutating func moved(
    _ node: Node, to shape: Int32, _ newIndex: [Int32], _ operands: ContiguousArray<Int32>,
    _ constants: [Tensor<Double>]
  ) -> Node {
    var (first, second) = (node.first, Int32(0))
    switch node.arity {
    case Node.inputMark: break
    case Node.constantMark:
      first = Int32(self.constants.count)
      self.constants.append(constants[Int(node.first)])
    case 1: first = newIndex[Int(node.first)]
    case 2: (first, second) = (newIndex[Int(node.first)], newIndex[Int(node.second)])
    default:
      first = Int32(operandLists.count)
      for i in 0..<node.operandCount {
        operandLists.append(newIndex[Int(operands[Int(node.first) + i])])
      }
    }
    return Node(operation: node.operation, first: first, second: second, arity: node.arity, shape: shape)
  }

  private func moved(
    _ locations: ContiguousArray<(node: Int32, location: SourceLocation)>, _ newIndex: [Int32]
  ) -> ContiguousArray<(node: Int32, location: SourceLocation)> {
    ContiguousArray(
      locations.lazy.map { (newIndex[Int($0.node)], $0.location) }.filter { $0.node >= 0 })
  }

  private func moved(_ guards: [RecordedGuard], _ newIndex: [Int32]) -> [RecordedGuard] {
    guards.map {
      RecordedGuard(
        condition: newIndex[Int($0.condition)], decision: $0.decision, location: $0.location)
    }
  }

  /// The stretches of lines that went to the places from `start` to `end`, without those that became empty.
  private func moved(
    _ derivations: ContiguousArray<Derivation>, _ newIndex: [Int32], from start: Int32, to end: Int32
  ) -> ContiguousArray<Derivation> {
    var result = ContiguousArray<Derivation>()
    var (line, begin, next) = (newIndex.count, end, end)
    for derivation in derivations.reversed() {
      while line > derivation.node {
        line -= 1
        if newIndex[line] >= start { begin = newIndex[line] }
      }
      guard begin < next else { continue }
      next = begin
      result.append(
        Derivation(
          node: begin, source: derivation.source < 0 ? -1 : newIndex[Int(derivation.source)],
          operation: derivation.operation, direction: derivation.direction))
    }
    result.reverse()
    return result
  }
}
