// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Elementwise lines of one shape, and reductions of them, that wait to be emitted together. No pending chain reads a
/// result of another one.
struct PendingChain {
  let serial: Int32
  /// The shape's index in the list's table.
  let shape: Int32
  /// In order.
  var members: [Member] = []
  /// The length of the innermost loop that its operands allow.
  var run: Int
  /// The operands that are copied to the whole shape first, as their own strides would break up the loop.
  var expanded: Set<Int32> = []

  struct Member {
    let line: Int32
    let function: StepFunction
    /// Of a reduction: the strides of its result over the chain's shape.
    var targetStrides: [Int]?
  }

  /// The most members; it bounds the work of emitting one.
  static let mostMembers = 64
  /// The shortest innermost loop for which reading through strides pays.
  static let shortestRun = 32
}

extension Planner {
  mutating func planElementwise(_ function: StepFunction, _ line: Int32, _ node: Node) {
    switch elementCounts[Int(node.shape)] {
    case 0: planEmpty(line, node)
    case 1 where optimizes && arena.size < Int32.max: planScalar(function, line, node)
    default: join(function, line, node)
    }
  }

  /// A line without elements has a place, but nothing to run.
  mutating func planEmpty(_ line: Int32, _ node: Node) {
    _ = allocate(line)
    releaseOperands(of: node)
  }

  // MARK: Single elements

  private mutating func planScalar(_ function: StepFunction, _ line: Int32, _ node: Node) {
    let operation = ScalarOperation(function)
    if !pending.isEmpty { for i in 0..<node.operandCount { require(list.operand(i, of: node)) } }
    scalarCode.append(Int(operation.rawValue))
    let resultPosition = scalarCode.count
    scalarCode.append(0)
    for i in 0..<node.operandCount { scalarCode.append(place(of: list.operand(i, of: node))) }
    if operation.isCall { scalarCode.append(function.callNumber) }
    // All operands are read before the result is written, so it may take the place of one.
    for i in 0..<node.operandCount { release(list.operand(i, of: node)) }
    scalarCode.set(allocate(line), at: resultPosition)
  }

  /// What a kernel computes; all applications of an operation share its loop in Swift.
  mutating func function(
    _ kernel: ElementwiseKernel, of operation: Unmanaged<Operation>, arity: Int
  ) -> StepFunction {
    if case .table(let function) = kernel.body { return function }
    let number = loopNumbers[operation.toOpaque()] ?? plan.loops.count
    if number == plan.loops.count {
      plan.loops.append(kernel)
      loopNumbers[operation.toOpaque()] = number
    }
    return .loop(number, arity: arity)
  }

  // MARK: Chains

  /// The index of the pending chain that a line is a member of.
  func pendingChain(of line: Int32) -> Int? {
    let serial = chainOfLine[line]
    return serial < 0 ? nil : pending.firstIndex { $0.serial == serial }
  }

  /// Makes an elementwise line a member of the chain of its shape.
  private mutating func join(_ function: StepFunction, _ line: Int32, _ node: Node) {
    let shape = shape(of: line)
    var run = elementCounts[Int(node.shape)]
    var expanded: [Int32] = []
    var needsContiguous = false
    if case .unary = function { needsContiguous = true }
    for operand in operands(of: node) {
      if isMember(operand, ofChainOver: node.shape) { continue }
      require(operand)
      var own = operandRun(operand, shape)
      if !fits(own, shape, needsContiguous: needsContiguous), flags[operand].contains(.isView) {
        materialize(operand)
        own = operandRun(operand, shape)
      }
      if fits(own, shape, needsContiguous: needsContiguous) {
        run = min(run, own.count)
      } else {
        expanded.append(operand)
      }
    }
    let chain = openChain(over: node.shape, run: run)
    pending[chain].expanded.formUnion(expanded)
    append(.init(line: line, function: function), to: chain)
  }

  /// Adds a reduction to the chain that computes its operand, or to a new one.
  ///
  /// - Returns: Whether the loop is long enough; if not, nothing was done.
  mutating func joinReduction(
    _ line: Int32, _ function: ReductionFunction, of operand: Int32, targetStrides strides: [Int]
  ) -> Bool {
    let shape = shape(of: operand)
    let index = list.nodes[Int(operand)].shape
    let own = Layout.innermostRun(shape.extents, strides)
    guard optimizes, fits(own, shape, needsContiguous: false) else { return false }
    var run = own.count
    if !isMember(operand, ofChainOver: index) {
      require(operand)
      let read = operandRun(operand, shape)
      guard fits(read, shape, needsContiguous: true) else { return false }
      run = min(run, read.count)
    }
    let chain = openChain(over: index, run: run)
    flags[line].insert(.isSink)
    append(.init(line: line, function: .reduction(function), targetStrides: strides), to: chain)
    return true
  }

  private mutating func append(_ member: PendingChain.Member, to chain: Int) {
    pending[chain].members.append(member)
    chainOfLine[member.line] = pending[chain].serial
    if !optimizes || pending[chain].members.count == PendingChain.mostMembers { flush(chain) }
  }

  /// Whether a line is an elementwise member of the pending chain over a shape.
  private func isMember(_ line: Int32, ofChainOver shape: Int32) -> Bool {
    guard !flags[line].contains(.isSink), !flags[line].contains(.isView),
      let chain = pendingChain(of: line)
    else { return false }
    return pending[chain].shape == shape
  }

  private func operandRun(_ operand: Int32, _ shape: Shape) -> (count: Int, stride: Int) {
    let strides = layout(of: operand).strides(of: self.shape(of: operand), broadcastTo: shape)
    return Layout.innermostRun(shape.extents, strides)
  }

  private func fits(_ run: (count: Int, stride: Int), _ shape: Shape, needsContiguous: Bool) -> Bool {
    guard run.stride == 1 || run.stride == 0 && !needsContiguous else { return shape.elementCount == 1 }
    return run.count >= PendingChain.shortestRun || run.count == shape.elementCount
  }

  /// The chain over a shape to add a line to whose operands allow loops of length `run`.
  private mutating func openChain(over shape: Int32, run: Int) -> Int {
    if let chain = pending.firstIndex(where: { $0.shape == shape }) {
      let (least, most) = (min(pending[chain].run, run), max(pending[chain].run, run))
      // Long loops are not broken up for the sake of a line that needs short ones.
      if least == most || least >= 4 * PendingChain.shortestRun {
        pending[chain].run = least
        return chain
      }
      flush(chain)
    }
    pending.append(PendingChain(serial: nextChain, shape: shape, run: run))
    nextChain += 1
    return pending.count - 1
  }
}
