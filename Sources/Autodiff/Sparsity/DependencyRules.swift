// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Builds the dependency graph of a recording, each operation by how it runs.
struct DependencyRules {
  private let storage: UnsafeMutablePointer<TapeStorage>
  private(set) var graph = DependencyGraph()
  /// The buffer of each line that depends on a source, -1 for the others.
  private var buffers: [Int]

  /// The graph of a program from the chosen inputs to its outputs. O(number of operations).
  static func graph(of program: Program, by inputs: [Int]) -> DependencyGraph {
    let (tape, variables, outputs) = program.expandingCompositions().replayed()
    return tape.record {
      var rules = DependencyRules(tape.storage, sources: inputs.map { variables[$0].index })
      rules.graph.targets = outputs.map { rules.buffer(of: $0.index) }
      rules.graph.prune()
      return rules.graph
    }
  }

  private init(_ storage: UnsafeMutablePointer<TapeStorage>, sources: [Int32]) {
    self.storage = storage
    buffers = Array(repeating: -1, count: storage.pointee.list.count)
    graph.sources = sources.map { buffer(of: $0) }
    // The rules record slopes behind the lines that they read.
    for line in buffers.indices {
      if case .operation(let operation) = storage.pointee.list.nodes[line].source {
        add(operation, at: Int32(line))
      }
    }
  }

  /// The buffer of a line, which gets one if it has none.
  private mutating func buffer(of line: Int32) -> Int {
    if buffers[Int(line)] < 0 {
      buffers[Int(line)] = graph.appendBuffer(count: shape(line).elementCount)
    }
    return buffers[Int(line)]
  }

  private func shape(_ line: Int32) -> Shape { storage.pointee.list.shape(of: line) }

  private mutating func add(_ operation: Operation, at line: Int32) {
    let node = storage.pointee.list.nodes[Int(line)]
    let operands = (0..<node.operandCount).map { storage.pointee.list.operand($0, of: node) }
    guard operands.contains(where: { buffers[Int($0)] >= 0 }) else { return }
    let site = Application(at: line, of: storage)
    if let primitive = operation.elementwise {
      for (i, operand) in operands.enumerated() where buffers[Int(operand)] >= 0 {
        addElementwise(operand, slope: primitive.slope(i, at: site), to: line)
      }
    } else {
      let active = operands.indices.filter { buffers[Int(operands[$0])] >= 0 && !isCut($0, at: site) }
      if !active.isEmpty { add(operation.primitive, operands, active, to: line) }
    }
  }

  /// Whether the result does not change with an operand as far as derivatives are concerned.
  private func isCut(_ i: Int, at site: Application) -> Bool {
    if site.operation.primitive is any LinearPrimitive { return false }
    let tangents = site.operands.indices.map { $0 == i ? site.operands[i] : nil }
    return site.operation.primitive.pushforward(of: tangents, at: site) == nil
  }

  // MARK: Operations

  private mutating func add(
    _ primitive: any Primitive, _ operands: [Int32], _ active: [Int], to line: Int32
  ) {
    let shapes = operands.map { shape($0) }
    let result = shape(line)
    let sources = operands.map { buffers[Int($0)] }
    switch primitive.lowering(of: shapes, to: result) {
    case .view:
      buffers[Int(line)] = sources[0]

    case .elementwise:
      for i in active {
        let strides = shapes[i].strides(broadcastTo: result)
        connect(sources[i], buffer(of: line), result.extents, strides, result.strides)
      }

    case .reduction(_, let axes):
      let kept = shapes[0].reduced(over: axes, keepingAxes: true)
      connect(
        sources[0], buffer(of: line), shapes[0].extents, shapes[0].strides,
        kept.strides(broadcastTo: shapes[0]))

    case .strided(let offset, let strides):
      connect(sources[0], from: offset, buffer(of: line), result.extents, strides, result.strides)

    case .assembly(let starts, _):
      for i in active {
        let place = zip(starts[i], result.strides).reduce(0) { $0 + $1.0 * $1.1 }
        connect(
          sources[i], buffer(of: line), to: place, shapes[i].extents, shapes[i].strides, result.strides)
      }

    case .product(let transposing):
      let factors = ProductFactor.pair(shapes[0], shapes[1], transposing)
      for i in active { addFactor(i, of: factors, operands, to: line) }

    case .composition, .custom:
      for i in active {
        switch primitive.dependency(on: i, of: shapes, to: result) {
        case .all: addMixing(of: Array(shapes[i].extents.indices), sources[i], shapes[i], to: line)
        case .lanes(let axes): addMixing(of: axes.sorted(), sources[i], shapes[i], to: line)
        case .pairs(let pairs):
          connect(pairs.map { (source: $0.operand, target: $0.result) }, sources[i], buffer(of: line))
        }
      }
    }
  }

  private mutating func addElementwise(_ operand: Int32, slope: Variable, to line: Int32) {
    guard slope.literal != 0 else { return }
    let result = shape(line)
    let strides = shape(operand).strides(broadcastTo: result)
    guard let weights = constant(slope), weights.scalars.contains(0), weights.shape.broadcasts(to: result)
    else {
      return connect(buffers[Int(operand)], buffer(of: line), result.extents, strides, result.strides)
    }
    // A constant slope lets through only where it is not 0.
    let read = zip(places(result, strides), places(result, weights.shape.strides(broadcastTo: result)))
    let pairs = read.enumerated().filter { weights.scalars[$0.element.1] != 0 }
    connect(pairs.map { (source: $0.element.0, target: $0.offset) }, buffers[Int(operand)], buffer(of: line))
  }

  /// An operation that mixes the elements along some axes of an operand, by way of a buffer of what they have
  /// in common.
  private mutating func addMixing(of axes: [Int], _ source: Int, _ own: Shape, to line: Int32) {
    let result = shape(line)
    let kept = own.reduced(over: axes, keepingAxes: true)
    // In row-major order the buffer is the same with the axes kept or left out, so that the strides into it
    // are, too.
    let leavesOut = result.rank == own.rank - axes.count
    var common = leavesOut ? own.reduced(over: axes, keepingAxes: false) : kept
    var strides = kept.strides(broadcastTo: own)
    if !common.broadcasts(to: result) {
      common = .scalar
      strides = own.extents.map { _ in 0 }
    }
    let buffer = graph.appendBuffer(count: common.elementCount)
    connect(source, buffer, own.extents, own.strides, strides)
    connect(
      buffer, self.buffer(of: line), result.extents, common.strides(broadcastTo: result), result.strides)
  }

  /// Each element of a product depends on its row of the left factor and its column of the right one, but for
  /// what a constant factor multiplies by 0.
  private mutating func addFactor(
    _ i: Int, of factors: [ProductFactor], _ operands: [Int32], to line: Int32
  ) {
    let (own, result) = (shape(operands[i]), shape(line))
    let (factor, other) = (factors[i], factors[1 - i])
    let source = buffers[Int(operands[i])]
    if let weights = constant(storage.variable(operands[1 - i])), let entries = other.sparseEntries(weights) {
      let across = result.rank - other.outerFromEnd
      let (sourceStride, targetStride) = (own.strides[factor.inner], result.strides[across])
      let pairs = entries.map { (source: $0.inner * sourceStride, target: $0.outer * targetStride) }
      var extents = result.extents
      extents[across] = 1
      return connect(
        pairs, source, buffer(of: line), extents, factor.strides(own, broadcastTo: result), result.strides)
    }
    let kept = own.reduced(over: [factor.inner], keepingAxes: true)
    let lines = graph.appendBuffer(count: kept.elementCount)
    connect(source, lines, own.extents, own.strides, kept.strides(broadcastTo: own))
    connect(
      lines, buffer(of: line), result.extents, factor.strides(kept, broadcastTo: result), result.strides)
  }

  /// The value of a line that is a constant.
  private func constant(_ variable: Variable) -> Tensor<Double>? {
    guard variable.storage == storage,
      case .constant(let number) = storage.pointee.list.nodes[Int(variable.index)].source
    else { return nil }
    return storage.pointee.list.constants[number]
  }

  // MARK: Steps

  /// The places that a walk over a shape in row-major order reads.
  private func places(_ shape: Shape, _ strides: [Int]) -> [Int] {
    zip(shape.extents, strides).reduce([0]) { places, axis in
      places.flatMap { place in (0..<axis.0).map { place + $0 * axis.1 } }
    }
  }

  private mutating func connect(
    _ source: Int, from first: Int = 0, _ target: Int, to firstTarget: Int = 0, _ extents: [Int],
    _ sourceStrides: [Int], _ targetStrides: [Int]
  ) {
    let map = ElementMap(
      Self.axes(extents, sourceStrides, targetStrides),
      from: graph.buffers[source].firstElement + first,
      to: graph.buffers[target].firstElement + firstTarget)
    graph.append(map, from: source, to: target)
  }

  /// Pairs of places, each repeated along axes.
  private mutating func connect(
    _ pairs: [(source: Int, target: Int)], _ source: Int, _ target: Int, _ extents: [Int] = [],
    _ sourceStrides: [Int] = [], _ targetStrides: [Int] = []
  ) {
    let map = ElementMap(
      pairs, Self.axes(extents, sourceStrides, targetStrides), from: graph.buffers[source].firstElement,
      to: graph.buffers[target].firstElement)
    graph.append(map, from: source, to: target)
  }

  private static func axes(_ extents: [Int], _ source: [Int], _ target: [Int]) -> [ElementMap.Axis] {
    extents.indices.map { ElementMap.Axis(extent: extents[$0], source: source[$0], target: target[$0]) }
  }
}
