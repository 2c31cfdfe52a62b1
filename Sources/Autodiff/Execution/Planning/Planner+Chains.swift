// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Planner {
  /// Emits a pending chain.
  mutating func flush(_ index: Int) {
    let chain = pending.remove(at: index)
    var builder = ChainBuilder(chain, planner: self)
    builder.findReads(in: self)

    // Results get their places before operands give theirs back, so that no step overwrites what another one reads.
    for (number, member) in chain.members.enumerated() where builder.isStored(number, in: self) {
      let line = member.line
      if let operand = builder.operandToOverwrite(by: number, in: self) {
        places[line] = places[operand]
        flags[operand].insert(.keepsPlace)
      } else {
        _ = allocate(line)
      }
    }
    let shape = list.shapes[Int(chain.shape)]
    var copies: [(place: Int, count: Int)] = []
    for operand in chain.expanded where builder.reads(operand) {
      let place = arena.allocate(shape.elementCount)
      copies.append((place, shape.elementCount))
      let strides = layout(of: operand).strides(of: self.shape(of: operand), broadcastTo: shape)
      copy(shape, from: self.place(of: operand), strides, to: place, shape.strides)
      builder.setCopy(of: operand, at: place)
    }
    for member in chain.members {
      guard case .reduction(let function) = member.function else { continue }
      let (y, count) = (places[member.line], count(of: member.line))
      emit(.fill(y: y, count: count, with: Fill(for: function)))
    }
    let chainPlan = builder.plan(in: self)
    plan.tileCount = max(plan.tileCount, builder.tileCount)
    if builder.tileCount > 0 { plan.tileSize = max(plan.tileSize, chainPlan.tile) }
    emit(.chain(index: plan.chains.count))
    plan.chains.append(chainPlan)

    for member in chain.members { releaseOperands(of: list.nodes[Int(member.line)]) }
    for copy in copies { arena.release(copy.place, copy.count) }
  }
}

/// Lays out one chain: which values live in the arena and which in tiles, and the steps over them.
struct ChainBuilder {
  private let chain: PendingChain
  private let shape: Shape
  private var numbers: [Int32: Int] = [:]
  /// By member: how often the others read it, and the last one that does.
  private var inner: [(reads: Int32, last: Int)]
  /// By operand from outside: the same.
  private var outer: [Int32: (reads: Int32, last: Int)] = [:]
  private var copies: [Int32: Int] = [:]
  private var overwritten: Set<Int32> = []
  private(set) var tileCount = 0

  init(_ chain: PendingChain, planner: Planner) {
    self.chain = chain
    shape = planner.list.shapes[Int(chain.shape)]
    inner = Array(repeating: (0, -1), count: chain.members.count)
    for (number, member) in chain.members.enumerated() { numbers[member.line] = number }
  }

  mutating func findReads(in planner: Planner) {
    for (number, line) in chain.members.map(\.line).enumerated() {
      for operand in planner.operands(of: planner.list.nodes[Int(line)]) {
        if let member = numbers[operand] {
          inner[member] = (inner[member].reads + 1, number)
        } else {
          outer[operand] = ((outer[operand]?.reads ?? 0) + 1, number)
        }
      }
    }
  }

  func reads(_ operand: Int32) -> Bool { outer[operand] != nil }

  mutating func setCopy(of operand: Int32, at place: Int) { copies[operand] = place }

  /// Whether something outside of the chain reads a member.
  func isStored(_ number: Int, in planner: Planner) -> Bool {
    !planner.optimizes || planner.uses[chain.members[number].line] > inner[number].reads
  }

  /// An operand that only this chain still reads, and not after the member's own step, for its result to be written
  /// over.
  mutating func operandToOverwrite(by number: Int, in planner: Planner) -> Int32? {
    let member = chain.members[number]
    guard planner.optimizes, planner.destinations[member.line] == nil, member.targetStrides == nil else {
      return nil
    }
    for (operand, use) in outer
    where use.last <= number && planner.uses[operand] == use.reads
      && planner.flags[operand].isDisjoint(with: [.isView, .keepsPlace])
      && planner.count(of: operand) == shape.elementCount && !overwritten.contains(operand)
      && !chain.expanded.contains(operand)
    {
      overwritten.insert(operand)
      return operand
    }
    return nil
  }

  // MARK: Streams and steps

  mutating func plan(in planner: Planner) -> ChainPlan {
    var streams: [(storage: ChainPlan.Stream.Storage, strides: [Int])] = []
    var steps: [ChainPlan.Step] = []
    var streamOfOperand: [Int32: Int] = [:]
    var streamOfMember = Array(repeating: -1, count: chain.members.count)
    var unusedTiles: [Int] = []
    let strides = shape.strides
    func newStream(_ storage: ChainPlan.Stream.Storage, _ strides: [Int]) -> Int {
      streams.append((storage, strides))
      return streams.count - 1
    }

    for (number, member) in chain.members.enumerated() {
      let line = member.line
      let node = planner.list.nodes[Int(line)]
      let operands = planner.operands(of: node)
      let reads = operands.map { operand -> Int in
        if let member = numbers[operand] { return streamOfMember[member] }
        if let stream = streamOfOperand[operand] { return stream }
        let stream: Int
        if let copy = copies[operand] {
          stream = newStream(.arena(copy), strides)
        } else {
          let own = planner.layout(of: operand).strides(of: planner.shape(of: operand), broadcastTo: shape)
          stream = newStream(.arena(planner.place(of: operand)), own)
        }
        streamOfOperand[operand] = stream
        return stream
      }
      // A step may write over the tile of an operand that it is the last to read.
      for operand in Set(operands) {
        guard let member = numbers[operand], inner[member].last == number,
          case .tile(let tile) = streams[streamOfMember[member]].storage
        else { continue }
        unusedTiles.append(tile)
      }
      if let target = member.targetStrides {
        let y = newStream(.arena(planner.places[line]), target)
        let isWhole = Layout.innermostRun(shape.extents, target).stride == 0
        steps.append(Self.reduction(member.function, of: reads[0], into: y, isWhole: isWhole))
        continue
      }
      if isStored(number, in: planner) {
        streamOfMember[number] = newStream(.arena(planner.places[line]), strides)
      } else {
        let tile = unusedTiles.popLast() ?? tileCount
        tileCount = max(tileCount, tile + 1)
        streamOfMember[number] = newStream(.tile(tile), strides)
      }
      steps.append(
        ChainPlan.Step(
          function: member.function, a: reads[0], b: reads.count > 1 ? reads[1] : 0,
          c: reads.count > 2 ? reads[2] : 0, y: streamOfMember[number]))
    }

    let levels = LoopLevels(shape.extents, streams.map(\.strides))
    let inner = levels.innermost
    return ChainPlan(
      steps: steps,
      streams: zip(streams, inner.strides).map { stream, stride in
        if case .tile = stream.storage { return .init(storage: stream.storage, stride: 1) }
        return .init(storage: stream.storage, stride: stride)
      },
      outerLoops: Array(levels.outer), count: inner.extent,
      tile: Self.tileSize(for: inner.extent, streams: streams.count, steps: steps.count))
  }

  /// A reduction into one element for the whole innermost loop, or into an element for each of its elements.
  private static func reduction(_ function: StepFunction, of x: Int, into y: Int, isWhole: Bool)
    -> ChainPlan.Step
  {
    guard case .reduction(let reduction) = function, !isWhole else {
      return ChainPlan.Step(function: function, a: x, y: y)
    }
    let pairwise: BinaryFunction =
      switch reduction {
      case .sum: .add
      case .max: .max
      case .min: .min
      }
    return ChainPlan.Step(function: .binary(pairwise), a: y, b: x, y: y)
  }

  /// Tiles of all streams together stay in the first-level cache; equal parts of the loop, in whole vectors.
  private static func tileSize(for count: Int, streams: Int, steps: Int) -> Int {
    if steps == 1 { return count }
    let most = max(128, min(1024, 3072 / streams & ~63))
    guard count > most + most / 4 else { return count }
    let parts = (count + most - 1) / most
    return ((count + parts - 1) / parts + 15) & ~15
  }
}
