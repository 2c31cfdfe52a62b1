// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// One walk along a program, from the first line to the last, that records each line again on a draft: as a
/// constant, as what an identity makes of it, as an equal line that is there already, or else as it is.
///
/// Whatever an identity returns has been simplified itself, so every rule sees operands in their final form.
struct Simplifier {
  let source: Program
  var draft: Draft
  var operations = OperationTable()
  /// For each line of the source the draft's.
  private var moved: ContiguousArray<Int32>
  /// How often each line of the source is read; counted when first asked for.
  private var useCounts: ContiguousArray<Int32> = []
  /// Results of operations on constants that took a run.
  var foldedLines: [[Int32]: Int32] = [:]

  /// Whether anything was simplified.
  var isChanged = false
  /// Whether an identity was not applied because a value that it would take apart is read elsewhere, too.
  private(set) var sparedShared = false

  init(_ program: Program) {
    source = program
    draft = Draft(shapes: program.list.shapes, capacity: program.list.count)
    moved = []
    moved.reserveCapacity(program.list.count)
  }

  mutating func run() {
    let list = source.list
    for node in list.nodes {
      let origin = Int32(truncatingIfNeeded: moved.count)
      draft.origin = origin
      let line: Int32
      if let operation = node.operation {
        let number = operations.number(of: operation)
        switch node.arity {
        case 1: line = apply(number, moved[Int(node.first)], shape: node.shape)
        case 2: line = apply(number, moved[Int(node.first)], moved[Int(node.second)], shape: node.shape)
        default:
          line = apply(
            number, (0..<node.operandCount).map { moved[Int(list.operand($0, of: node))] }, shape: node.shape)
        }
        guard draft.lines[Int(line)].shape == node.shape else {
          fatalError("\(operations.operations[Int(number)].primitive.name) was simplified to another shape")
        }
      } else if node.arity == Node.inputMark {
        line = draft.appendInput(node.first, shape: node.shape)
      } else {
        line = draft.constant(
          list.constants[Int(node.first)], shape: node.shape,
          isNamed: !list.names.isEmpty && list.names[origin] != nil)
      }
      if line != origin { isChanged = true }
      if draft.lines[Int(line)].origin != origin { draft.share(line) }
      moved.append(line)
    }
  }

  // MARK: Applying operations

  /// The line of an operation on one operand.
  mutating func apply(_ operation: Int32, _ x: Int32, shape: Int32) -> Int32 {
    let facts = operations.facts[Int(operation)]
    if draft.isConstant(x), let folded = folded(operation, [x], shape) { return changed(folded) }
    if shape != 0, facts.isElementwise, let narrower = narrowed(operation, [x], shape) {
      return changed(narrower)
    }
    if let simpler = identity(facts.kind, operation, x, shape) { return changed(simpler) }
    return draft.line(operation, x, x, arity: 1, shape: shape, commutes: false)
  }

  /// The line of an operation on two operands.
  mutating func apply(_ operation: Int32, _ a: Int32, _ b: Int32, shape: Int32) -> Int32 {
    let facts = operations.facts[Int(operation)]
    if draft.isConstant(a), draft.isConstant(b), let folded = folded(facts.kind, operation, a, b, shape) {
      return changed(folded)
    }
    if shape != 0, facts.isElementwise, let narrower = narrowed(operation, [a, b], shape) {
      return changed(narrower)
    }
    if let simpler = identity(facts.kind, operation, a, b, shape) { return changed(simpler) }
    return draft.line(operation, a, b, arity: 2, shape: shape, commutes: facts.commutes)
  }

  /// The line of an operation on any number of operands.
  mutating func apply(_ operation: Int32, _ operands: [Int32], shape: Int32) -> Int32 {
    switch operands.count {
    case 1: return apply(operation, operands[0], shape: shape)
    case 2: return apply(operation, operands[0], operands[1], shape: shape)
    default:
      let facts = operations.facts[Int(operation)]
      if operands.allSatisfy(draft.isConstant), let folded = folded(operation, operands, shape) {
        return changed(folded)
      }
      if shape != 0, facts.isElementwise, let narrower = narrowed(operation, operands, shape) {
        return changed(narrower)
      }
      if let simpler = identity(facts.kind, operation, operands, shape) { return changed(simpler) }
      return draft.line(operation, operands, shape: shape)
    }
  }

  private mutating func changed(_ line: Int32) -> Int32 {
    isChanged = true
    return line
  }

  // MARK: For the identities

  /// What a line is made by.
  @inline(__always)
  func kind(of line: Int32) -> OperationKind {
    let operation = draft.lines[Int(line)].operation
    return operation < 0 ? .other : operations.facts[Int(operation)].kind
  }

  /// The operand of a line that is made by an operation of this kind from one.
  @inline(__always)
  func operand(of line: Int32, if kind: OperationKind) -> Int32? {
    self.kind(of: line) == kind ? draft.lines[Int(line)].first : nil
  }

  /// The primitive of an operation, when it is of this type.
  func primitive<P: Primitive>(_ type: P.Type, of operation: Int32) -> P? {
    operation < 0 ? nil : operations.operations[Int(operation)].primitive as? P
  }

  /// The primitive that a line is made by, when it is of this type.
  func primitive<P: Primitive>(_ type: P.Type, at line: Int32) -> P? {
    primitive(type, of: draft.lines[Int(line)].operation)
  }

  /// The line of a primitive on some operands.
  mutating func apply(_ primitive: some Primitive & Hashable, _ operands: [Int32], shape: Int32) -> Int32 {
    let number = operations.number(of: primitive)
    return apply(number, operands, shape: shape)
  }

  /// Whether nothing but the line under way reads a value, so that taking it apart repeats no work.
  mutating func isReadOnce(_ line: Int32) -> Bool {
    if useCounts.isEmpty {
      useCounts = ContiguousArray(repeating: 0, count: source.list.count)
      for node in source.list.nodes {
        for i in 0..<node.operandCount { useCounts[Int(source.list.operand(i, of: node))] += 1 }
      }
      for output in source.outputs { useCounts[Int(output)] += 1 }
    }
    let isReadOnce =
      !draft.lines[Int(line)].isShared && useCounts[Int(draft.lines[Int(line)].origin)] == 1
    if !isReadOnce { sparedShared = true }
    return isReadOnce
  }
}

// MARK: The result

extension Simplifier {
  /// The program of the draft's lines that an output depends on.
  func program() -> Program {
    let outputs = source.outputs.map { moved[Int($0)] }
    let isLive = draft.live(for: outputs)
    var list = WengertList()
    list.reserveCapacity(draft.lines.count)
    let shapes = draft.shapes.map { list.index(of: $0) }
    var newIndex = ContiguousArray<Int32>(repeating: -1, count: draft.lines.count)
    var located = source.list.locations[...]
    for (index, line) in draft.lines.enumerated() where isLive[index] {
      let shape = shapes[Int(line.shape)]
      let new: Int32
      switch line.operation {
      case Node.inputMark: new = list.appendInput(shape: draft.shapes[Int(line.shape)])
      case Node.constantMark: new = list.appendConstant(draft.constants[Int(line.first)])
      default:
        let operation = operations.operations[Int(line.operation)]
        switch line.arity {
        case 1: new = list.append(operation, newIndex[Int(line.first)], shape: shape)
        case 2:
          new = list.append(operation, newIndex[Int(line.first)], newIndex[Int(line.second)], shape: shape)
        default:
          let operands = draft.operands(of: Int32(index)).map { newIndex[Int($0)] }
          new = list.append(operation, operands, shape: shape)
        }
      }
      newIndex[index] = new
      while let first = located.first, first.node < line.origin { located.removeFirst() }
      if let first = located.first, first.node == line.origin { list.locate(new, at: first.location) }
    }
    // In order, so that of several names for one value the first is kept.
    for (node, name) in source.list.names.sorted(by: { $0.key < $1.key }) {
      let line = moved[Int(node)]
      let new = newIndex[Int(line)]
      guard new >= 0, list.names[new] == nil else { continue }
      let isOperation = draft.lines[Int(line)].operation >= 0
      if isOperation || draft.lines[Int(line)].origin == node { list.names[new] = name }
    }
    return Program(live: list, outputs: outputs.map { newIndex[Int($0)] })
  }
}

extension Draft {
  /// For each line, whether an output depends on it; the inputs stay in any case.
  func live(for outputs: [Int32]) -> ContiguousArray<Bool> {
    var isLive = ContiguousArray<Bool>(repeating: false, count: lines.count)
    for output in outputs { isLive[Int(output)] = true }
    for index in lines.indices.reversed() {
      let line = lines[index]
      if isLive[index] {
        switch line.arity {
        case 0: break
        case 1, 2:
          isLive[Int(line.first)] = true
          isLive[Int(line.second)] = true
        default: for i in 0..<line.arity { isLive[Int(operandLists[Int(line.first + i)])] = true }
        }
      } else if line.operation == Node.inputMark {
        isLive[index] = true
      }
    }
    return isLive
  }
}
