// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The list of elementary operations that a computation consists of, in the order of execution.
///
/// Wengert, A simple automatic derivative evaluation program, CACM 7(8), 1964. Flat and index-based: no object
/// per operation and no recursion, so that its length is bounded by memory alone.
struct WengertList: Sendable {
  var nodes: ContiguousArray<Node> = []
  /// The operands of nodes that have more than two.
  var operandLists: ContiguousArray<Int32> = []
  private var shapeTable = ShapeTable()
  var constants: [Tensor<Double>] = []
  /// The lines of the inputs.
  var inputs: [Int32] = []
  /// The names that the user gave to variables.
  var names: [Int32: String] = [:]
  /// Where the call that recorded a node stands, for the calls that say; ascending in the node.
  var locations: ContiguousArray<(node: Int32, location: SourceLocation)> = []
  /// The decisions that the list rests on.
  var guards: [RecordedGuard] = []
  /// The lines that derivatives' sweeps recorded, as stretches; none before the first.
  var derivations: ContiguousArray<Derivation> = []
  /// The operations that live no longer than the lists that hold them.
  var owned: [Operation] = []

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

  @inline(__always)
  func forEachOperand(of node: Node, _ body: (Int32) -> Void) {
    for i in 0..<node.operandCount { body(operand(i, of: node)) }
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

  /// What a line was recorded for, if a sweep recorded it.
  func derivation(of node: Int32) -> Derivation? {
    let derivation = derivations.last { $0.node <= node }
    return derivation?.operation == nil ? nil : derivation
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

  /// Appends a node of another list; `newIndex` says where its operands went.
  @inline(__always)
  mutating func append(
    _ operation: Operation, _ node: Node, of list: WengertList, shape: Int32,
    movedTo newIndex: (Int32) -> Int32
  ) -> Int32 {
    switch node.arity {
    case 1: append(operation, newIndex(node.first), shape: shape)
    case 2: append(operation, newIndex(node.first), newIndex(node.second), shape: shape)
    default:
      append(operation, (0..<node.operandCount).map { newIndex(list.operand($0, of: node)) }, shape: shape)
    }
  }

  mutating func locate(_ node: Int32, at location: SourceLocation) {
    if locations.last?.node != node { locations.append((node, location)) }
  }

  /// What the lines to come are recorded for.
  var currentDerivation: Derivation {
    get { derivations.last ?? .none }
    set {
      if derivations.isEmpty, newValue.operation == nil { return }
      var derivation = newValue
      derivation.node = Int32(truncatingIfNeeded: nodes.count)
      if derivations.last?.node == derivation.node { derivations.removeLast() }
      if let operation = derivation.operation { operation._withUnsafeGuaranteedRef { keep($0) } }
      derivations.append(derivation)
    }
  }

  mutating func append(_ node: Node) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  @inline(__always)
  private mutating func keep(_ operation: Operation) {
    if !operation.isShared, owned.last !== operation { owned.append(operation) }
  }
}
