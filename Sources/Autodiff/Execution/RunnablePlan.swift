// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A plan in memory for one scalar type: the arena and the tables that its instructions refer to. Running it allocates
/// nothing and counts no references.
struct RunnablePlan<Scalar: ExecutionScalar> {
  let arena: UnsafeMutablePointer<Scalar>
  /// The size of the arena, in bytes.
  let memory: Int

  let instructions: UnsafeMutableBufferPointer<Instruction>
  private let scalarCode: ContiguousArray<Int32>
  let scalarCalls: UnsafeMutableBufferPointer<RunnableFunction>
  let loops: UnsafeMutableBufferPointer<ElementwiseLoop<Scalar>>
  let chains: UnsafeMutableBufferPointer<RunnableChain<Scalar>>
  let products: UnsafeMutableBufferPointer<RunnableProduct>
  let nests: UnsafeMutableBufferPointer<LoopNest>
  let nestRunner: LoopRunner
  let customs: UnsafeMutableBufferPointer<RunnableCustom<Scalar>>

  init(_ plan: Plan) {
    let tileSize = (plan.tileSize + 15) & ~15
    let tileBegin = (plan.arenaSize + 15) & ~15
    let size = tileBegin + plan.tileCount * tileSize
    memory = size * MemoryLayout<Scalar>.stride
    // Fresh memory is not touched before it is used: a large arena costs no time to set up.
    let arena = UnsafeMutableRawPointer.allocate(byteCount: max(memory, 64), alignment: 64)
      .bindMemory(to: Scalar.self, capacity: size)
    self.arena = arena

    instructions = .allocated(plan.instructions)
    scalarCode = plan.scalarCode
    scalarCalls = .allocated(
      (StepFunction.callable + plan.loops.indices.map { .loop($0, arity: plan.loops[$0].arity) })
        .map { RunnableFunction($0, of: Scalar.self) })
    loops = .allocated(
      plan.loops.map { kernel in
        guard case .loops(let double, let float) = kernel.body else {
          fatalError("only loops in Swift have a number")
        }
        return Scalar.loop(double: double, float: float)
      })
    chains = .allocated(
      plan.chains.map { RunnableChain($0, arena: arena, tiles: arena + tileBegin, tileSize: tileSize) })
    products = .allocated(plan.products.map { RunnableProduct($0, of: Scalar.self) })
    nests = .allocated(plan.nests)
    nestRunner = LoopRunner(plan.loopTable)
    customs = .allocated(plan.customs.map { RunnableCustom($0, arena: arena) })
  }

  func deallocate() {
    UnsafeMutableRawPointer(arena).deallocate()
    instructions.deallocate()
    scalarCalls.deallocate()
    for chain in chains { chain.deallocate() }
    chains.deallocate()
    products.deallocate()
    nests.deallocate()
    nestRunner.deallocate()
    loops.deinitialize().deallocate()
    customs.deinitialize().deallocate()
  }

  @inline(__always)
  func run(_ instructions: Range<Int>) {
    scalarCode.withUnsafeBufferPointer { code in
      for number in instructions { run(self.instructions[number], code) }
    }
  }

  @inline(__always)
  private func run(_ instruction: Instruction, _ scalarCode: UnsafeBufferPointer<Int32>) {
    switch instruction {
    case .scalars(let start, let end): runScalars(scalarCode, from: start, to: end)
    case .chain(let index): chains[index].run(loops)
    case .product(let index):
      let product = products[index]
      let nest = nests[product.plan.nest]
      nestRunner.forEachRow(nest) { i, j, k, l in
        for step in 0..<nest.count {
          product.run(
            arena, a: i + step * nest.strides.0, b: j + step * nest.strides.1, y: k + step * nest.strides.2,
            addend: l + step * nest.strides.3)
        }
      }
    case .fill(let y, let count, let fill):
      let value: Scalar =
        switch fill {
        case .zero: 0
        case .lowest: -.infinity
        case .highest: .infinity
        }
      (arena + y).update(repeating: value, count: count)
    case .reduce(let reduction, let index, let x, let y):
      let nest = nests[index]
      nestRunner.forEachRow(nest) { i, j, _, _ in
        RowLoops.reduce(
          reduction, arena + (x + i), nest.strides.0, into: arena + (y + j), nest.strides.1, nest.count)
      }
    case .copy(let index, let x, let y):
      let nest = nests[index]
      nestRunner.forEachRow(nest) { i, j, _, _ in
        RowLoops.copy(arena + (x + i), nest.strides.0, to: arena + (y + j), nest.strides.1, nest.count)
      }
    case .accumulate(let index, let x, let y):
      let nest = nests[index]
      nestRunner.forEachRow(nest) { i, j, _, _ in
        RowLoops.add(arena + (x + i), nest.strides.0, to: arena + (y + j), nest.strides.1, nest.count)
      }
    case .custom(let index): customs[index].run()
    }
  }
}

/// A custom kernel with its operands and its result.
struct RunnableCustom<Scalar: ExecutionScalar> {
  private let function: CustomKernel.Function<Scalar>
  private let operands: [UnsafeBufferPointer<Scalar>]
  private let result: UnsafeMutableBufferPointer<Scalar>

  init(
    _ custom: (kernel: CustomKernel, operands: [Plan.Slot], result: Plan.Slot),
    arena: UnsafeMutablePointer<Scalar>
  ) {
    function = Scalar.function(of: custom.kernel)
    operands = custom.operands.map { .init(start: arena + $0.place, count: $0.count) }
    result = .init(start: arena + custom.result.place, count: custom.result.count)
  }

  @inline(__always)
  func run() { function(operands, result) }
}

extension UnsafeMutableBufferPointer {
  /// Memory of its own with the elements of a list.
  fileprivate static func allocated(_ elements: some Collection<Element>) -> Self {
    let buffer = Self.allocate(capacity: elements.count)
    _ = buffer.initialize(fromContentsOf: elements)
    return buffer
  }
}
