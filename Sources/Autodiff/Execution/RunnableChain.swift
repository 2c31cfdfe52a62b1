// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A chain with its tables in memory. Trivial.
struct RunnableChain<Scalar: ExecutionScalar> {
  private let steps: UnsafeMutablePointer<RunnableStep>
  private let stepCount: Int
  /// Where each stream begins, and where it is read and written now.
  private let homes: UnsafeMutablePointer<UnsafeMutablePointer<Scalar>>
  private let cursors: UnsafeMutablePointer<UnsafeMutablePointer<Scalar>>
  /// How far each stream moves with each element of a tile: 1 for the values in the arena that do not repeat.
  private let advances: UnsafeMutablePointer<Int>
  private let streamCount: Int
  /// The loops around the innermost one, outermost first: for each its extent and the streams' strides.
  private let outerLoops: UnsafeMutablePointer<Int>
  private let counters: UnsafeMutablePointer<Int>
  private let depth: Int
  private let count: Int
  private let tile: Int

  init(
    _ plan: ChainPlan, arena: UnsafeMutablePointer<Scalar>, tiles: UnsafeMutablePointer<Scalar>, tileSize: Int
  ) {
    stepCount = plan.steps.count
    streamCount = plan.streams.count
    depth = plan.outerLoops.count
    (count, tile) = (plan.count, plan.tile)

    let strides = plan.streams.map { Int8($0.stride) }
    steps = .allocate(capacity: stepCount)
    for (i, step) in plan.steps.enumerated() {
      (steps + i).initialize(
        to: RunnableStep(
          function: RunnableFunction(step.function, of: Scalar.self), a: Int16(step.a), b: Int16(step.b),
          c: Int16(step.c), y: Int16(step.y), aStep: strides[step.a], bStep: strides[step.b],
          cStep: strides[step.c]))
    }
    homes = .allocate(capacity: streamCount)
    cursors = .allocate(capacity: streamCount)
    advances = .allocate(capacity: streamCount)
    for (i, stream) in plan.streams.enumerated() {
      switch stream.storage {
      case .arena(let place):
        (homes + i).initialize(to: arena + place)
        (advances + i).initialize(to: stream.stride)
      case .tile(let number):
        (homes + i).initialize(to: tiles + number * tileSize)
        (advances + i).initialize(to: 0)
      }
    }
    cursors.initialize(from: homes, count: streamCount)
    outerLoops = .allocate(capacity: depth * (1 + streamCount) + 1)
    counters = .allocate(capacity: depth + 1)
    counters.initialize(repeating: 0, count: depth + 1)
    var entry = outerLoops
    for loop in plan.outerLoops {
      entry.initialize(to: loop.extent)
      for (i, stride) in loop.strides.enumerated() {
        if case .tile = plan.streams[i].storage {
          (entry + 1 + i).initialize(to: 0)
        } else {
          (entry + 1 + i).initialize(to: stride)
        }
      }
      entry += 1 + streamCount
    }
  }

  func deallocate() {
    steps.deallocate()
    homes.deallocate()
    cursors.deallocate()
    advances.deallocate()
    outerLoops.deallocate()
    counters.deallocate()
  }

  @inline(__always)
  func run(_ loops: UnsafeMutableBufferPointer<ElementwiseLoop<Scalar>>) {
    if depth == 0, tile >= count { return runSteps(count, homes, loops) }
    for level in 0..<depth { counters[level] = 0 }
    // `homes` moves from row to row and is back at the end.
    while true {
      runRow(loops)
      var level = depth - 1
      while level >= 0 {
        let entry = outerLoops + level * (1 + streamCount)
        counters[level] += 1
        let isDone = counters[level] == entry[0]
        let steps = isDone ? 1 - entry[0] : 1
        for i in 0..<streamCount { homes[i] += entry[1 + i] * steps }
        if !isDone { break }
        counters[level] = 0
        level -= 1
      }
      if level < 0 { return }
    }
  }

  @inline(__always)
  private func runRow(_ loops: UnsafeMutableBufferPointer<ElementwiseLoop<Scalar>>) {
    if tile >= count { return runSteps(count, homes, loops) }
    for i in 0..<streamCount { cursors[i] = homes[i] }
    var done = 0
    while done < count {
      let part = min(tile, count - done)
      runSteps(part, cursors, loops)
      for i in 0..<streamCount { cursors[i] += part * advances[i] }
      done += part
    }
  }

  @inline(__always)
  private func runSteps(
    _ count: Int, _ cursors: UnsafeMutablePointer<UnsafeMutablePointer<Scalar>>,
    _ loops: UnsafeMutableBufferPointer<ElementwiseLoop<Scalar>>
  ) {
    var step = steps
    let end = steps + stepCount
    while step < end {
      let own = step.pointee
      own.function.run(
        loops, cursors[Int(own.a)], Int(own.aStep), cursors[Int(own.b)], Int(own.bStep), cursors[Int(own.c)],
        Int(own.cStep), cursors[Int(own.y)], count)
      step += 1
    }
  }
}
