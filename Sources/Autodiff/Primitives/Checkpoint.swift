// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A program as a single operation: its derivatives are operations of the same kind, which evaluate it again.
struct Checkpoint: Primitive, Hashable {
  /// A program with one output. The same when it is the same object.
  private final class Body: Sendable, Hashable {
    let program: Program

    init(_ program: Program) { self.program = program }

    static func == (a: Body, b: Body) -> Bool { a === b }
    func hash(into hasher: inout Hasher) { hasher.combine(ObjectIdentifier(self)) }
  }

  private let body: Body
  /// How many of the operands were there when the program was evaluated before. What is computed from them is
  /// not taken from that evaluation. The last of the other operands is the one that comes last.
  private let earlierCount: Int

  let name = "checkpoint"

  /// A program of which `earlierCount` operands pass a barrier; several outputs are laid end to end.
  init(_ program: Program, earlierCount: Int = 0) {
    body = Body(program.packed())
    self.earlierCount = earlierCount
  }

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    guard operands == body.program.inputShapes else {
      throw ShapeError(name, operands, "the inside was recorded with \(body.program.inputShapes)")
    }
    return body.program.outputShapes[0]
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    .composition { [body, earlierCount] operands in
      let barred = operands.enumerated().map { i, operand in
        i < earlierCount ? Barrier.operation(operand, operands[operands.count - 1]) : operand
      }
      return body.program.expandingCompositions()(barred)[0]
    }
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let wanted = site.operands.indices.filter { cotangents.isActive($0) }
    let parts = derived(at: site, from: [gy]) { try $0.vjp(by: wanted) }
    for (i, part) in zip(wanted, parts) { cotangents.add(to: i) { part } }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    derived(at: site, from: dx.compactMap { $0 }) { try $0.jvp(by: dx.indices.filter { dx[$0] != nil }) }
      .first
  }

  func batched(_ batch: Batch) -> Variable {
    do {
      let inputs = batch.operands.indices.filter { batch.isBatched[$0] }
      let program = try body.program.vmap(over: inputs, count: batch.size, axisName: batch.axisName)
      return Operation(Checkpoint(program, earlierCount: earlierCount))(batch.operands)
    } catch {
      return fault(name, batch.operands, "\(error)", at: nil)
    }
  }

  func decisions(at site: Application) -> [Variable] {
    guard let (program, _) = try? body.program.withDecisions() else { return [] }
    return Array(program(Array(site.operands)).dropFirst())
  }

  /// The results of a transform of the program but its value, as an operation on the operands and `seeds`.
  private func derived(
    at site: Application, from seeds: [Variable], _ transform: (Program) throws -> Program
  ) -> [Variable] {
    do {
      let derivative = try transform(body.program).droppingFirstOutput()
      let operation = Operation(Checkpoint(derivative, earlierCount: site.operands.count))
      return operation(site.operands + seeds).unpacked(as: derivative.outputShapes)
    } catch {
      return [fault(name, Array(site.operands), "\(error)", at: nil)]
    }
  }
}

/// Records `body` so that its derivatives evaluate it again instead of keeping its intermediate values.
///
/// A gradient needs the intermediate values of the whole computation, unless parts of it are checkpoints: of
/// those it keeps what they read and return, and evaluates them a second time when the reverse sweep comes to
/// them. A chain of *n* layers with a checkpoint around every √*n* of them needs memory for about 2·√*n*
/// layers instead of *n*, and costs one more forward evaluation. The gradient of 64 tanh layers over [64,
/// 256] runs in 8.7 MB without checkpoints and in 2.1 MB with one around every 8 layers, its Hessian-vector
/// product in 33.7 and 6.8 MB. Values and derivatives of any order are the same to rounding, and checkpoints
/// may contain others.
///
/// ```swift
/// for block in blocks {
///   x = checkpoint { block.reduce(x) { tanh(matmul($1, $0)) } }
/// }
/// ```
/// Griewank, Achieving logarithmic growth of temporal and spatial complexity in reverse automatic
/// differentiation, Optimization Methods and Software 1(1), 1992.
///
/// - Parameter body: Records on the tape of the recording under way, from any of its variables. A variable
///   made inside that leaves in another way than as the result is kept for the derivatives as without a
///   checkpoint.
public func checkpoint(
  file: StaticString = #fileID, line: UInt = #line, _ body: () throws -> Variable
) rethrows -> Variable {
  let results: [Variable] = try checkpoint(file: file, line: line) { [try body()] }
  return results[0]
}

/// Records `body`, which has several results, so that its derivatives evaluate it again instead of keeping
/// its intermediate values.
public func checkpoint(
  file: StaticString = #fileID, line: UInt = #line, _ body: () throws -> [Variable]
) rethrows -> [Variable] {
  let location = SourceLocation(file: file, line: line)
  guard let storage = CurrentTape.storage else {
    return try body().map {
      fault(
        "checkpoint", [$0], "there is no recording under way, such as Program or Tape.record makes",
        at: location)
    }
  }
  let start = storage.pointee.list.count
  let results = try body()
  var outputs: [Int32] = []
  for result in results {
    guard let index = storage.index(of: result) else {
      return results.map { fault("checkpoint", [$0], storage.whyForeign($0), at: location) }
    }
    outputs.append(index)
  }
  let (list, indices, captured) = storage.pointee.list.extracted(from: start, to: outputs)
  guard !captured.isEmpty, !outputs.isEmpty else { return results }
  // What the body recorded stays behind unread.
  let operation = Operation(Checkpoint(Program(list, outputs: indices)))
  return operation(captured.map(storage.variable), at: location).unpacked(as: results.map(\.shape))
}

extension Program {
  /// The program with its outputs laid end to end, if there are several.
  fileprivate func packed() -> Program {
    if outputs.count == 1 { return self }
    let (tape, _, outputs) = replayed()
    let packed = tape.record { concatenate(outputs.map { $0.reshaped(to: [$0.shape.elementCount]) }) }
    return Program(tape.storage.pointee.list, outputs: [packed.index])
  }

  fileprivate func droppingFirstOutput() -> Program { Program(list, outputs: Array(outputs.dropFirst())) }
}

extension Variable {
  /// The variables of these shapes that were laid end to end, if there were several.
  fileprivate func unpacked(as shapes: [Shape]) -> [Variable] {
    if shapes.count == 1 { return [self] }
    var start = 0
    return shapes.map { shape in
      defer { start += shape.elementCount }
      return slice(self, at: [start], [shape.elementCount]).reshaped(to: shape)
    }
  }
}
