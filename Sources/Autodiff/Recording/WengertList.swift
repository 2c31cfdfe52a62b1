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
  /// The shapes that occur, each once. The first is the scalar's.
  private(set) var shapes: [Shape] = [.scalar]
  private var shapeIndices: [Shape: Int32] = [.scalar: 0]
  private(set) var constants: [Tensor<Double>] = []
  private(set) var inputCount = 0
  /// The names that the user gave to variables.
  var names: [Int32: String] = [:]
  /// Where the call that recorded a node stands, for the calls that say; ascending in the node.
  private(set) var locations: ContiguousArray<(node: Int32, location: SourceLocation)> = []
  /// The decisions that the list rests on.
  var guards: [RecordedGuard] = []
  /// The lines that derivatives' sweeps recorded, as stretches; none before the first.
  private(set) var derivations: ContiguousArray<Derivation> = []
  /// The operations that live no longer than the lists that hold them.
  private var owned: [Operation] = []

  var count: Int { nodes.count }

  // MARK: Reading

  func shape(of node: Int32) -> Shape { shapes[Int(nodes[Int(node)].shape)] }

  /// The `i`-th operand of a node.
  func operand(_ i: Int, of node: Node) -> Int32 {
    if node.arity > 2 { return operandLists[Int(node.first) + i] }
    return i == 0 ? node.first : node.second
  }

  /// Calls `body` with each operand of a node.
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

  /// The index of `shape` in the table.
  mutating func index(of shape: Shape) -> Int32 {
    if let index = shapeIndices[shape] { return index }
    let index = Int32(shapes.count)
    shapes.append(shape)
    shapeIndices[shape] = index
    return index
  }

  mutating func appendInput(shape: Shape) -> Int32 {
    inputCount += 1
    return append(
      Node(
        operation: nil, first: Int32(inputCount - 1), second: 0, arity: Node.inputMark,
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

  private mutating func append(_ node: Node) -> Int32 {
    nodes.append(node)
    return Int32(truncatingIfNeeded: nodes.count - 1)
  }

  private mutating func keep(_ operation: Operation) {
    if !operation.isShared, owned.last !== operation { owned.append(operation) }
  }
}

extension WengertList {
  /// The list without the operations that no output or guard depends on, and where the outputs went. Inputs stay. O(count).
  func pruned(to outputs: [Int32]) -> (list: WengertList, outputs: [Int32]) {
    var isLive = [Bool](repeating: false, count: count)
    for output in outputs { isLive[Int(output)] = true }
    for recorded in guards { isLive[Int(recorded.condition)] = true }
    for index in nodes.indices.reversed() {
      if isLive[index] {
        forEachOperand(of: nodes[index]) { isLive[Int($0)] = true }
      } else if nodes[index].arity == Node.inputMark {
        isLive[index] = true
      }
    }
    if isLive.allSatisfy({ $0 }) { return (self, outputs) }

    var list = WengertList()
    let newIndex = copy(into: &list) { isLive[Int($0)] }
    return (list, outputs.map { newIndex[Int($0)] })
  }

  /// Appends the chosen nodes to another list, in order.
  ///
  /// - Parameters:
  ///   - inputs: What stands for the inputs; `nil` appends inputs.
  ///   - isChosen: Whether to copy a node; the operands of a chosen node must be chosen too.
  /// - Returns: For each node its index in the other list, -1 where it was not chosen.
  func copy(into list: inout WengertList, inputs: [Int32]? = nil, where isChosen: (Int32) -> Bool) -> [Int32]
  {
    var newIndex = [Int32](repeating: -1, count: count)
    let newShape = shapes.map { list.index(of: $0) }
    var located = locations[...]
    var derived = derivations[...]
    let outer = list.currentDerivation
    for (index, node) in nodes.enumerated() where isChosen(Int32(index)) {
      let shape = newShape[Int(node.shape)]
      while let last = derived.first, last.node <= index {
        derived.removeFirst()
        list.currentDerivation =
          last.operation == nil
          ? outer
          : Derivation(
            node: 0, source: last.source < 0 ? -1 : newIndex[Int(last.source)], operation: last.operation,
            direction: last.direction)
      }
      switch node.source {
      case .input(let number):
        newIndex[index] = inputs?[number] ?? list.appendInput(shape: shapes[Int(node.shape)])
      case .constant(let number): newIndex[index] = list.appendConstant(constants[number])
      case .operation(let operation):
        newIndex[index] = list.append(operation, node, of: self, shape: shape) { newIndex[Int($0)] }
      }
      while let first = located.first, first.node <= index {
        if first.node == index { list.locate(newIndex[index], at: first.location) }
        located.removeFirst()
      }
    }
    if !derivations.isEmpty { list.currentDerivation = outer }
    for var recorded in guards where newIndex[Int(recorded.condition)] >= 0 {
      recorded.condition = newIndex[Int(recorded.condition)]
      list.guards.append(recorded)
    }
    for (node, name) in names where newIndex[Int(node)] >= 0 && list.names[newIndex[Int(node)]] == nil {
      // What stands for an input is named by its own maker.
      if inputs != nil, nodes[Int(node)].arity == Node.inputMark { continue }
      list.names[newIndex[Int(node)]] = name
    }
    return newIndex
  }
}
