// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A program made ready to run for one scalar type: a list of instructions over one block of memory.
///
/// A run allocates nothing. Inputs stay set between runs, so constant data are copied in once. Not to be used from two
/// threads at a time; make one for each.
public final class Executable<Scalar: ExecutionScalar> {
  /// The program that it runs.
  public let program: Program

  private let instructions: ContiguousArray<Instruction>
  private let unaryLoops: [ElementwiseLoop<Scalar>.Unary]
  private let binaryLoops: [ElementwiseLoop<Scalar>.Binary]
  private let ternaryLoops: [ElementwiseLoop<Scalar>.Ternary]
  private let nests: [LoopNest]
  private let products: [ProductShape]
  private let customs:
    [(
      function: CustomKernel.Function<Scalar>, operands: [UnsafeBufferPointer<Scalar>],
      result: UnsafeMutableBufferPointer<Scalar>
    )]
  private let loops: LoopRunner
  private let arena: UnsafeMutablePointer<Scalar>
  private let inputs: [UnsafeMutableBufferPointer<Scalar>]
  private let outputs: [UnsafeBufferPointer<Scalar>]
  private let inputShapes: [Shape]
  private let outputShapes: [Shape]

  /// The memory that a run works in, in bytes: inputs, constants, intermediate values and outputs.
  public let memory: Int

  /// Plans a program. O(number of operations).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  init(_ program: Program) {
    let plan = Planner<Scalar>(program)
    self.program = program
    instructions = plan.instructions
    unaryLoops = plan.unaryLoops
    binaryLoops = plan.binaryLoops
    ternaryLoops = plan.ternaryLoops
    nests = plan.nests
    products = plan.products
    loops = LoopRunner(plan.loopTable)
    memory = plan.arena.size * MemoryLayout<Scalar>.stride
    let bytes = UnsafeMutableRawPointer.allocate(byteCount: max(memory, 64), alignment: 64)
    let arena = bytes.bindMemory(to: Scalar.self, capacity: max(plan.arena.size, 1))
    arena.initialize(repeating: 0, count: plan.arena.size)
    self.arena = arena

    let list = program.list
    func buffer(_ line: Int32) -> UnsafeMutableBufferPointer<Scalar> {
      .init(start: arena + plan.places[Int(line)], count: list.shape(of: line).elementCount)
    }
    for (line, node) in list.nodes.enumerated() {
      guard case .constant(let number) = node.source else { continue }
      for (i, element) in list.constants[number].scalars.enumerated() {
        buffer(Int32(line))[i] = Scalar(element)
      }
    }
    inputs = program.inputs.map(buffer)
    outputs = program.outputs.map { UnsafeBufferPointer(buffer($0)) }
    inputShapes = program.inputShapes
    outputShapes = program.outputShapes
    customs = plan.customs.map { custom in
      (
        custom.function, custom.operands.map { .init(start: arena + $0.place, count: $0.count) },
        .init(start: arena + custom.result.place, count: custom.result.count)
      )
    }
  }

  deinit {
    UnsafeMutableRawPointer(arena).deallocate()
    loops.deallocate()
  }

  /// Runs the program.
  ///
  /// - Parameter inputs: One tensor for each input, of its shape.
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit.
  public func callAsFunction(_ inputs: [Tensor<Scalar>]) throws(ShapeError) -> [Tensor<Scalar>] {
    guard inputs.count == inputShapes.count else {
      throw ShapeError(
        "run", inputs.map(\.shape), "the program takes \(inputShapes.count) inputs of shapes \(inputShapes)")
    }
    for (number, input) in inputs.enumerated() { try setInput(number, to: input) }
    run()
    return outputShapes.indices.map(output)
  }

  /// Copies a tensor to an input, where it stays for all runs to come.
  ///
  /// - Throws: `ShapeError` when there is no such input or its shape is another.
  public func setInput(_ number: Int, to value: Tensor<Scalar>) throws(ShapeError) {
    guard inputShapes.indices.contains(number) else {
      throw ShapeError("setInput", [value.shape], "there is no input \(number) of \(inputShapes.count)")
    }
    guard value.shape == inputShapes[number] else {
      let name = program.inputNames[number].map { " (\($0))" } ?? ""
      throw ShapeError("setInput", [value.shape], "input \(number)\(name) has shape \(inputShapes[number])")
    }
    _ = inputs[number].update(fromContentsOf: value.scalars)
  }

  /// Runs the program on the inputs as they are set.
  public func run() { instructions.withUnsafeBufferPointer { execute($0) } }

  /// A copy of an output of the last run.
  public func output(_ number: Int) -> Tensor<Scalar> {
    Tensor(unchecked: Array(outputs[number]), shape: outputShapes[number])
  }

  /// Reads an output of the last run in place, in row-major order.
  public func withOutput<Result>(_ number: Int, _ body: (Span<Scalar>) throws -> Result) rethrows -> Result {
    try body(outputs[number].span)
  }

  // MARK: Instructions

  // Specialised here: other modules see only the generic code.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  private func execute(_ instructions: UnsafeBufferPointer<Instruction>) {
    let arena = arena
    for instruction in instructions {
      switch instruction {
      case .unary(let loop, let x, let y, let count):
        unaryLoops[loop](arena + x, 1, arena + y, count)
      case .binary(let loop, let a, let aStride, let b, let bStride, let y, let count):
        binaryLoops[loop](arena + a, aStride, arena + b, bStride, arena + y, count)
      case .nestedBinary(let loop, let index, let a, let b, let y):
        let nest = nests[index]
        let body = binaryLoops[loop]
        loops.forEachRow(nest) { i, j, k, _ in
          body(arena + (a + i), nest.strides.0, arena + (b + j), nest.strides.1, arena + (y + k), nest.count)
        }
      case .nestedTernary(let loop, let index, let a, let b, let c, let y):
        let nest = nests[index]
        let body = ternaryLoops[loop]
        loops.forEachRow(nest) { i, j, k, l in
          body(
            arena + (a + i), nest.strides.0, arena + (b + j), nest.strides.1, arena + (c + k),
            nest.strides.2, arena + (y + l), nest.count)
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
        loops.forEachRow(nest) { i, j, _, _ in
          RowLoops.reduce(
            reduction, arena + (x + i), nest.strides.0, into: arena + (y + j), nest.strides.1, nest.count)
        }
      case .copy(let index, let x, let y):
        let nest = nests[index]
        loops.forEachRow(nest) { i, j, _, _ in
          RowLoops.copy(arena + (x + i), nest.strides.0, to: arena + (y + j), nest.strides.1, nest.count)
        }
      case .accumulate(let index, let x, let y):
        let nest = nests[index]
        loops.forEachRow(nest) { i, j, _, _ in
          RowLoops.add(arena + (x + i), nest.strides.0, to: arena + (y + j), nest.strides.1, nest.count)
        }
      case .product(let index, let nestIndex, let a, let b, let y):
        let product = products[index]
        let nest = nests[nestIndex]
        loops.forEachRow(nest) { i, j, k, _ in
          for step in 0..<nest.count {
            product.run(
              arena + (a + i + step * nest.strides.0), arena + (b + j + step * nest.strides.1),
              arena + (y + k + step * nest.strides.2))
          }
        }
      case .custom(let index):
        customs[index].function(customs[index].operands, customs[index].result)
      }
    }
  }
}

extension ProductShape {
  func run<S: Real>(_ a: UnsafePointer<S>, _ b: UnsafePointer<S>, _ y: UnsafeMutablePointer<S>) {
    let (left, right) = (transposing.contains(.left), transposing.contains(.right))
    let (m, n, k) = (geometry.rows, geometry.columns, geometry.inner)
    S._gemm(left, right, m, n, k, 1, a, max(1, left ? m : k), b, max(1, right ? k : n), 0, y, max(1, n))
  }
}

extension Program {
  /// Plans the program for a scalar type. O(number of operations).
  public func compiled<Scalar: ExecutionScalar>(for type: Scalar.Type) -> Executable<Scalar> {
    Executable(self)
  }

  /// Runs the program once.
  ///
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit.
  public func run<Scalar: ExecutionScalar>(_ inputs: [Tensor<Scalar>]) throws(ShapeError) -> [Tensor<Scalar>]
  {
    try compiled(for: Scalar.self)(inputs)
  }
}
