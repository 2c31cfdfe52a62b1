// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Turns a program into instructions over one arena.
///
/// A result's place is reused after its last reader; an elementwise operation writes over an operand that it is the last
/// to read; views take no place of their own. Inputs, constants and outputs keep theirs.
struct Planner<Scalar: ExecutionScalar> {
  let list: WengertList
  let outputs: [Int32]

  private(set) var instructions: ContiguousArray<Instruction> = []
  private(set) var unaryLoops: [ElementwiseLoop<Scalar>.Unary] = []
  private(set) var binaryLoops: [ElementwiseLoop<Scalar>.Binary] = []
  private(set) var ternaryLoops: [ElementwiseLoop<Scalar>.Ternary] = []
  private var loopNumbers: [ObjectIdentifier: Int] = [:]
  private(set) var nests: [LoopNest] = []
  private(set) var loopTable = LoopTable()
  private(set) var products: [ProductShape] = []
  private(set) var customs: [(function: CustomKernel.Function<Scalar>, operands: [Slot], result: Slot)] = []
  private(set) var arena = ArenaPlan()
  /// Where each line's value is.
  private(set) var places: [Int]

  /// The line that owns the place of each line: itself, or what it is a view of.
  private var owners: [Int32]
  /// For each owner, the last line that reads it.
  private var lastUses: [Int32]

  /// A stretch of the arena.
  struct Slot {
    let place: Int
    let count: Int
  }

  init(_ program: Program) {
    list = program.list
    outputs = program.outputs
    places = Array(repeating: 0, count: list.count)
    owners = (0..<Int32(list.count)).map { $0 }
    lastUses = Array(repeating: -1, count: list.count)
    findUses()
    // Inputs and constants are set before a run, so no operation may borrow their place, not even an earlier one.
    for line in list.nodes.indices where list.nodes[line].operation == nil {
      places[line] = arena.allocate(list.shape(of: Int32(line)).elementCount)
    }
    for (line, node) in list.nodes.enumerated() {
      if case .operation(let operation) = node.source { plan(operation, at: Int32(line)) }
    }
  }

  private mutating func findUses() {
    for line in 0..<Int32(list.count) {
      let node = list.nodes[Int(line)]
      guard case .operation(let operation) = node.source else {
        lastUses[Int(line)] = .max
        continue
      }
      for i in 0..<node.operandCount {
        let owner = Int(owners[Int(list.operand(i, of: node))])
        lastUses[owner] = max(lastUses[owner], line)
      }
      if operation.elementwise == nil, case .view = lowering(of: operation, at: line) {
        owners[Int(line)] = owners[Int(list.operand(0, of: node))]
      }
    }
    for output in outputs { lastUses[Int(owners[Int(output)])] = .max }
  }

  private func lowering(of operation: Operation, at line: Int32) -> Lowering {
    let node = list.nodes[Int(line)]
    let operands = (0..<node.operandCount).map { list.shape(of: list.operand($0, of: node)) }
    return operation.primitive.lowering(of: operands, to: list.shape(of: line))
  }

  private mutating func plan(_ operation: Operation, at line: Int32) {
    let count = list.shape(of: line).elementCount
    let node = list.nodes[Int(line)]
    let operands = (0..<node.operandCount).map { list.operand($0, of: node) }
    if let primitive = operation.elementwise {
      places[Int(line)] = reusablePlace(among: operands, for: line, count: count) ?? arena.allocate(count)
      if count > 0 { planElementwise(primitive.kernel, of: operation, operands, line) }
    } else {
      let lowering = lowering(of: operation, at: line)
      if case .view = lowering {
        places[Int(line)] = places[Int(operands[0])]
      } else {
        places[Int(line)] = arena.allocate(count)
        if count > 0 { plan(lowering, of: operation, operands, line) }
      }
    }
    releaseOperands(operands, at: line)
  }

  /// The place of an operand that this line is the last to read and may write over.
  private func reusablePlace(among operands: [Int32], for line: Int32, count: Int) -> Int? {
    for operand in operands
    where lastUses[Int(owners[Int(operand)])] == line && list.shape(of: operand).elementCount == count {
      return places[Int(operand)]
    }
    return nil
  }

  private mutating func releaseOperands(_ operands: [Int32], at line: Int32) {
    for operand in operands {
      let owner = owners[Int(operand)]
      guard lastUses[Int(owner)] == line, places[Int(owner)] != places[Int(line)] else { continue }
      arena.release(places[Int(owner)], list.shape(of: owner).elementCount)
      lastUses[Int(owner)] = -1  // It may be an operand twice.
    }
  }

  private mutating func nest(_ extents: [Int], _ strides: [[Int]]) -> Int {
    nests.append(loopTable.nest(extents: extents, strides: strides))
    return nests.count - 1
  }

  // MARK: Instructions

  /// The number of an operation's loop, which all of its applications share.
  private mutating func loop(of kernel: () -> ElementwiseKernel, _ operation: Operation) -> Int {
    if let number = loopNumbers[ObjectIdentifier(operation)] { return number }
    let number: Int
    switch Scalar.loop(of: kernel()) {
    case .unary(let loop):
      number = unaryLoops.count
      unaryLoops.append(loop)
    case .binary(let loop):
      number = binaryLoops.count
      binaryLoops.append(loop)
    case .ternary(let loop):
      number = ternaryLoops.count
      ternaryLoops.append(loop)
    }
    loopNumbers[ObjectIdentifier(operation)] = number
    return number
  }

  private mutating func planElementwise(
    _ kernel: @autoclosure () -> ElementwiseKernel, of operation: Operation, _ operands: [Int32],
    _ line: Int32
  ) {
    let shape = list.shape(of: line)
    let y = places[Int(line)]
    let x = operands.map { places[Int($0)] }
    let strides = operands.map { operand -> Int? in
      let own = list.shape(of: operand)
      return own == shape ? 1 : own.elementCount == 1 ? 0 : nil
    }
    func loopStrides() -> [[Int]] {
      operands.map { list.shape(of: $0).strides(broadcastTo: shape) } + [shape.strides]
    }
    let loop = loop(of: kernel, operation)
    switch operands.count {
    case 1:
      instructions.append(.unary(loop: loop, x: x[0], y: y, count: shape.elementCount))
    case 2:
      if let a = strides[0], let b = strides[1] {
        instructions.append(
          .binary(loop: loop, a: x[0], aStride: a, b: x[1], bStride: b, y: y, count: shape.elementCount))
      } else {
        let nest = nest(shape.extents, loopStrides())
        instructions.append(.nestedBinary(loop: loop, nest: nest, a: x[0], b: x[1], y: y))
      }
    default:
      let nest = nest(shape.extents, loopStrides())
      instructions.append(.nestedTernary(loop: loop, nest: nest, a: x[0], b: x[1], c: x[2], y: y))
    }
  }

  private mutating func plan(
    _ lowering: Lowering, of operation: Operation, _ operands: [Int32], _ line: Int32
  ) {
    let shape = list.shape(of: line)
    let y = places[Int(line)]
    let x = operands.map { places[Int($0)] }
    let shapes = operands.map { list.shape(of: $0) }
    switch lowering {
    case .view: break

    case .elementwise(let kernel): planElementwise(kernel, of: operation, operands, line)

    case .reduction(let reduction, let axes):
      let fill: Fill =
        switch reduction {
        case .sum: .zero
        case .max: .lowest
        case .min: .highest
        }
      instructions.append(.fill(y: y, count: shape.elementCount, with: fill))
      guard shapes[0].elementCount > 0 else { return }
      var strides = shapes[0].reduced(over: axes, keepingAxes: true).strides
      for axis in axes { strides[axis] = 0 }
      instructions.append(
        .reduce(reduction, nest: nest(shapes[0].extents, [shapes[0].strides, strides]), x: x[0], y: y))

    case .strided(let offset, let strides):
      instructions.append(
        .copy(nest: nest(shape.extents, [strides, shape.strides]), x: x[0] + offset, y: y))

    case .assembly(let starts, let tiles):
      if !tiles { instructions.append(.fill(y: y, count: shape.elementCount, with: .zero)) }
      let strides = shape.strides
      for (i, box) in shapes.enumerated() where box.elementCount > 0 {
        let place = y + zip(starts[i], strides).reduce(0) { $0 + $1.0 * $1.1 }
        let nest = nest(box.extents, [box.strides, strides])
        instructions.append(
          tiles ? .copy(nest: nest, x: x[i], y: place) : .accumulate(nest: nest, x: x[i], y: place))
      }

    case .product(let transposing):
      let geometry = ProductGeometry(shapes[0], shapes[1], transposing)
      products.append(ProductShape(geometry: geometry, transposing: transposing))
      let leading = Shape(shape.extents.dropLast(2))
      func strides(_ operand: Shape) -> [Int] {
        let size = operand.extents.suffix(2).reduce(1, *)
        return Shape(operand.extents.dropLast(2)).strides(broadcastTo: leading).map { $0 * size }
      }
      let nest = nest(leading.extents, [shapes[0], shapes[1], shape].map(strides))
      instructions.append(.product(index: products.count - 1, nest: nest, a: x[0], b: x[1], y: y))

    case .custom(let kernel):
      customs.append(
        (
          Scalar.function(of: kernel),
          zip(x, shapes).map { Slot(place: $0, count: $1.elementCount) },
          Slot(place: y, count: shape.elementCount)
        ))
      instructions.append(.custom(index: customs.count - 1))
    }
  }
}
