// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The list of elementary operations that a computation consists of, in the order of execution.
///
/// Wengert, A simple automatic derivative evaluation program, CACM 7(8), 1964. Flat and index-based: no object
/// per operation and no recursion, so that its length is bounded by memory alone.
struct WengertList: Sendable {
  private(set) var nodes: ContiguousArray<Node> = []
  /// The operands of nodes that have more than two.
  private(set) var operandLists: ContiguousArray<Int32> = []
  private var shapeTable = ShapeTable()
  private(set) var constants: [Tensor<Double>] = []
  /// The lines of the inputs.
  private(set) var inputs: [Int32] = []
  /// The names that the user gave to variables.
  var names: [Int32: String] = [:]
  /// Where the call that recorded a node stands, for the calls that say; ascending in the node.
  private(set) var locations: ContiguousArray<(node: Int32, location: SourceLocation)> = []
  /// The operations that live no longer than the lists that hold them.
  private var owned: [Operation] = []

  var count: Int { nodes.count }

  // MARK: Reading

  /// The shapes that occur, each once. The first is the scalar's.
  @inline(__always)
  var shapes: [Shape] { shapeTable.shapes }

  // Inlined always: a call on the list of a tape would copy the list's header first, for longer than its work.

  @inline(__always)
  func shape(of node: Int32) -> Shape { shapeTable[nodes[Int(node)].shape] }

  /// Whether two nodes have results of the same shape. Cheaper than to compare the shapes.
  @inline(__always)
  func haveSameShape(_ a: Int32, _ b: Int32) -> Bool { nodes[Int(a)].shape == nodes[Int(b)].shape }

  /// The index of the shape of an elementwise operation on two nodes, when they have the same or one is a scalar.
  @inline(__always)
  func commonShape(_ a: Int32, _ b: Int32) -> Int32? {
    let (a, b) = (nodes[Int(a)].shape, nodes[Int(b)].shape)
    if a == b || b == ShapeTable.scalar { return a }
    return a == ShapeTable.scalar ? b : nil
  }

  /// The `i`-th operand of a node.
  @inline(__always)
  func operand(_ i: Int, of node: Node) -> Int32 {
    if node.arity > 2 { return operandLists[Int(node.first) + i] }
    return i == 0 ? node.first : node.second
  }

  func location(of node: Int32) -> SourceLocation? {
    var low = 0
    var high = locations.count
    while low < high {
      let middle = (low + high) / 2
      if locations[middle].node < node { low = middle + 1 } else { high = middle }
    }
    guard low < locations.count, locations[low].node == node else { return nil }
    return locations[low].location
  }

  // MARK: Appending

  /// Makes room for a number of nodes, once, where it is known.
  mutating func reserveCapacity(_ count: Int) { nodes.reserveCapacity(count) }

  /// The index of `shape` in the table.
  mutating func index(of shape: Shape) -> Int32 { shapeTable.index(of: shape) }

  mutating func appendInput(shape: Shape) -> Int32 {
    inputs.append(Int32(count))
    return append(
      Node(
        operation: nil, first: Int32(inputs.count - 1), second: 0, arity: Node.inputMark,
        shape: index(of: shape)))
  }

  mutating func appendConstant(_ value: Tensor<Double>) -> Int32 {
    constants.append(value)
    return append(
      Node(
        operation: nil, first: Int32(constants.count - 1), second: 0, arity: Node.constantMark,
        shape: index(of: value.shape)))
  }

  mutating func append(_ operation: Operation, _ operand: Int32, shape: Int32) -> Int32 {
    keep(operation)
    return append(
      Node(operation: .passUnretained(operation), first: operand, second: 0, arity: 1, shape: shape))
  }

  mutating func append(_ operation: Operation, _ first: Int32, _ second: Int32, shape: Int32) -> Int32 {
    keep(operation)
    return append(
      Node(operation: .passUnretained(operation), first: first, second: second, arity: 2, shape: shape))
  }

  mutating func append(_ operation: Operation, _ operands: [Int32], shape: Int32) -> Int32 {
    switch operands.count {
    case 1: return append(operation, operands[0], shape: shape)
    case 2: return append(operation, operands[0], operands[1], shape: shape)
    default:
      keep(operation)
      let start = Int32(operandLists.count)
      operandLists.append(contentsOf: operands)
      return append(
        Node(
          operation: .passUnretained(operation), first: start, second: 0, arity: Int32(operands.count),
          shape: shape))
    }
  }

  mutating func locate(_ node: Int32, at location: SourceLocation) {
    if locations.last?.node != node { locations.append((node, location)) }
  }

  private mutating func append(_ node: Node) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  @inline(__always)
  private mutating func keep(_ operation: Operation) {
    if !operation.isShared, owned.last !== operation { owned.append(operation) }
  }
}

extension WengertList {
  /// Leaves out the operations and constants that no output depends on; inputs stay. O(count).
  ///
  /// - Returns: Where the outputs went.
  mutating func prune(to outputs: [Int32]) -> [Int32] {
    let isLive = liveness(of: outputs + inputs)
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
    locations = move(locations, newIndex)
    let named = names.filter { newIndex[Int($0.key)] >= 0 }
    names = Dictionary(uniqueKeysWithValues: named.map { (newIndex[Int($0.key)], $0.value) })
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

  /// Appends the operations and constants of another list, in order. O(other.count).
  ///
  /// - Parameter inputs: What stands for the other list's inputs.
  /// - Returns: For each node of the other list its index in this one.
  mutating func append(contentsOf other: WengertList, inputs: [Int32]) -> [Int32] {
    let newShape = other.shapes.map { index(of: $0) }
    var newIndex = [Int32](repeating: -1, count: other.count)
    for (line, node) in other.nodes.enumerated() {
      newIndex[line] =
        node.arity == Node.inputMark
        ? inputs[Int(node.first)]
        : append(moved(node, to: newShape[Int(node.shape)], newIndex, other.operandLists, other.constants))
    }
    owned += other.owned
    locations += move(other.locations, newIndex)
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

  private func move(
    _ locations: ContiguousArray<(node: Int32, location: SourceLocation)>, _ newIndex: [Int32]
  ) -> ContiguousArray<(node: Int32, location: SourceLocation)> {
    ContiguousArray(
      locations.lazy.map { (newIndex[Int($0.node)], $0.location) }.filter { $0.node >= 0 })
  }
}
