// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Turns a program into instructions over one arena.
///
/// The list is walked once. Elementwise lines of one shape gather in a pending chain, which is emitted when something
/// else needs a result of it; slices, transposes, broadcasts and reshapes are read through strides, and copied only for
/// a reader that cannot; a sum with a product is the product's addend; parts of an assembly are computed in their
/// place in it. A place is given back after its last reader was emitted, and elementwise results are written over operands
/// that nothing else reads.
struct Planner {
  let list: WengertList
  /// Whether lines share instructions and places. If not, every line keeps its value, for inspection.
  let optimizes: Bool

  var plan = Plan()
  var scalarCode = ScalarCodeWriter()
  var arena = ArenaPlan()
  /// By line: where its value begins, when it has a place.
  let places: LineTable<Int>
  /// By line: how many readers are still to be emitted.
  let uses: LineTable<Int32>
  let flags: LineTable<LineFlags>
  /// By line: the serial number of the chain that it last was a member of.
  let chainOfLine: LineTable<Int32>
  var pending: [PendingChain] = []
  var nextChain: Int32 = 0
  /// The numbers of the loops in Swift, by operation.
  var loopNumbers: [UnsafeMutableRawPointer: Int] = [:]
  /// The lines that read others through strides.
  var views: [Int32: View] = [:]
  /// How the lines run that are not elementwise, as far as they are still to come.
  var lowerings: [Int32: Lowering] = [:]
  /// The sums that are planned as a product with an addend, and the product.
  var sums: [Int32: Int32] = [:]
  /// Where the parts of assemblies are to be computed.
  var destinations: [Int32: Destination] = [:]
  /// The assemblies that hold values that have been computed in them.
  var hosts: [Int32: Int32] = [:]
  /// The number of elements of each shape in the list's table.
  let elementCounts: [Int]

  /// Elements of another line that has a place of its own.
  struct View {
    let root: Int32
    let layout: Layout
  }

  static func plan(_ program: Program, optimizes: Bool) -> Plan {
    var planner = Planner(program, optimizes: optimizes)
    defer { planner.deallocate() }
    let longestCode = planner.countUses(outputs: program.outputs)
    // An array of no capacity is the one that all threads share, and its count would be written.
    let capacity = max(1, longestCode)
    let scalarCode = ContiguousArray<Int32>(unsafeUninitializedCapacity: capacity) { words, count in
      planner.scalarCode = ScalarCodeWriter(words)
      planner.run(program)
      count = planner.scalarCode.count
    }
    planner.plan.scalarCode = scalarCode
    return planner.plan
  }

  private init(_ program: Program, optimizes: Bool) {
    list = program.list
    self.optimizes = optimizes
    places = LineTable(repeating: -1, count: list.count)
    uses = LineTable(repeating: 0, count: list.count)
    flags = LineTable(repeating: [], count: list.count)
    chainOfLine = LineTable(repeating: -1, count: list.count)
    elementCounts = list.shapes.map(\.elementCount)
  }

  private func deallocate() {
    places.deallocate()
    uses.deallocate()
    flags.deallocate()
    chainOfLine.deallocate()
  }

  private mutating func run(_ program: Program) {
    plan.constants = Array(repeating: 0, count: list.constants.count)
    // Inputs and constants are set before a run, so no operation may borrow their place, not even an earlier one.
    for line in 0..<Int32(list.count) {
      let node = list.nodes[Int(line)]
      guard node.operation == nil else { continue }
      places[line] = arena.allocate(count(of: line))
      flags[line] = .keepsPlace
      if case .constant(let number) = node.source { plan.constants[number] = places[line] }
    }
    if optimizes {
      findAddends()
      findDestinations()
    }
    for line in 0..<Int32(list.count) {
      let node = list.nodes[Int(line)]
      guard let operation = node.operation, !flags[line].contains(.isAbsorbed) else { continue }
      switch operation._withUnsafeGuaranteedRef({ $0.elementwiseFunction }) {
      case .table(let function):
        if sums.isEmpty || !planSum(line, node) { planElementwise(function, line, node) }
      case .loops:
        if let kernel = operation._withUnsafeGuaranteedRef({ $0.elementwise?.kernel }) {
          planElementwise(function(kernel, of: operation, arity: node.operandCount), line, node)
        }
      case .none:
        if let lowering = lowerings.removeValue(forKey: line) { planOther(lowering, line, node) }
      }
    }
    while !pending.isEmpty { flush(0) }
    plan.outputs = program.outputs.map { output in
      if flags[output].contains(.isView), !layout(of: output).isContiguous(shape(of: output)) {
        materialize(output)
      }
      return place(of: output)
    }
    closeScalars()
    plan.inputs = program.inputs.map { places[$0] }
    plan.arenaSize = arena.size
  }

  /// Counts the readers of each line, and the words of scalar code that the program may need.
  private mutating func countUses(outputs: [Int32]) -> Int {
    var words = 0
    for line in 0..<Int32(list.count) {
      let node = list.nodes[Int(line)]
      guard let operation = node.operation else { continue }
      for i in 0..<node.operandCount { uses[list.operand(i, of: node)] += 1 }
      if case .none = operation._withUnsafeGuaranteedRef({ $0.elementwiseFunction }) {
        lowerings[line] = operation._withUnsafeGuaranteedRef { list.lowering(of: $0, at: line) }
      }
      if elementCounts[Int(node.shape)] == 1 {
        words += ScalarCodeWriter.mostWords(operandCount: node.operandCount)
      }
    }
    // An output's value is read after the run.
    for output in outputs { uses[output] += 1 }
    return words
  }

  // MARK: Instructions

  mutating func emit(_ instruction: Instruction) {
    closeScalars()
    plan.instructions.append(instruction)
  }

  /// Makes an instruction of the scalar code that was written since the last one.
  private mutating func closeScalars() {
    guard scalarCode.count > scalarCode.start else { return }
    plan.instructions.append(.scalars(start: scalarCode.start, end: scalarCode.count))
    scalarCode.start = scalarCode.count
  }

  // MARK: Lines

  func shape(of line: Int32) -> Shape { list.shape(of: line) }

  func count(of line: Int32) -> Int { elementCounts[Int(list.nodes[Int(line)].shape)] }

  func operands(of node: Node) -> [Int32] { (0..<node.operandCount).map { list.operand($0, of: node) } }

  /// The line that holds a line's elements.
  func root(of line: Int32) -> Int32 {
    flags[line].contains(.isView) ? views[line]?.root ?? line : line
  }

  func layout(of line: Int32) -> Layout {
    if flags[line].contains(.isView), let view = views[line] { return view.layout }
    return .contiguous(shape(of: line))
  }

  /// Where a line's elements begin; its chain must have been emitted.
  func place(of line: Int32) -> Int {
    guard flags[line].contains(.isView), let view = views[line] else { return places[line] }
    return places[view.root] + view.layout.offset
  }

  // MARK: Places

  /// A place for a line's result.
  mutating func allocate(_ line: Int32) -> Int {
    if !destinations.isEmpty, let destination = destinations.removeValue(forKey: line) {
      places[line] = assemblyPlace(destination.assembly) + destination.offset
      flags[line].insert(.keepsPlace)
      hosts[line] = destination.assembly
      uses[destination.assembly] += 1
    } else {
      places[line] = arena.allocate(count(of: line))
    }
    return places[line]
  }

  /// Notes that a reader of a line was emitted, and gives its place back after the last one.
  mutating func release(_ line: Int32) {
    var line = line
    while true {
      uses[line] -= 1
      guard uses[line] == 0, optimizes else { return }
      if flags[line].contains(.isView) {
        // A view counts as one reader of the line that holds its elements.
        line = root(of: line)
        continue
      }
      if !flags[line].contains(.keepsPlace) {
        if places[line] >= 0 { arena.release(places[line], count(of: line)) }
        return
      }
      guard !hosts.isEmpty, let host = hosts.removeValue(forKey: line) else { return }
      line = host
    }
  }

  mutating func releaseOperands(of node: Node) {
    for i in 0..<node.operandCount { release(list.operand(i, of: node)) }
  }

  /// Emits the chain that computes a line's elements, if it is pending.
  mutating func require(_ line: Int32) {
    if pending.isEmpty { return }
    if let chain = pendingChain(of: root(of: line)) { flush(chain) }
  }
}
