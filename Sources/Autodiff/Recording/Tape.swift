// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Records operations on variables as a flat list.
///
/// Most code never makes one: `Program`, `gradient(at:of:)` and the like record a closure. A tape of one's own
/// suits step-by-step work:
///
/// ```swift
/// let tape = Tape()
/// let x = tape.input([2], named: "x")
/// let y = sum(x * x)
/// let program = try tape.program(returning: [y])
/// ```
public final class Tape {
  let storage = TapeStorage.make()

  /// An empty tape.
  public init() {}

  /// A tape that goes on where a program ends.
  init(replaying program: Program) {
    storage.pointee.list = program.list
    // A sweep records about two lines for each. Memory that is not written to costs nothing.
    storage.pointee.list.reserveCapacity(3 * program.count)
  }

  deinit { TapeStorage.release(storage) }

  /// The number of recorded lines: inputs, constants and operations.
  public var count: Int { storage.pointee.list.count }

  /// A new input, after those that exist.
  public func input(_ shape: Shape, named name: String? = nil) -> Variable {
    let input = Variable(storage: storage, index: storage.pointee.list.appendInput(shape: shape))
    if let name { input.named(name) }
    return input
  }

  /// A new constant.
  public func constant(_ value: Tensor<Double>) -> Variable {
    Variable(storage: storage, index: storage.pointee.list.appendConstant(value))
  }

  /// Runs `body` with this tape as the one that `Variable(_:)` and operations on literals alone record to.
  public func record<Result>(_ body: () throws -> Result) rethrows -> Result {
    try CurrentTape.with(storage, body)
  }

  /// Closes the recording: the program from this tape's inputs to `outputs`, without the lines that no output
  /// depends on. The tape can go on. O(count).
  ///
  /// - Throws: `RecordingError`, the first mistake made on this tape, or an output that is not of this tape.
  public func program(returning outputs: [Variable]) throws(RecordingError) -> Program {
    let lines = try lines(of: outputs)
    return Program(storage.pointee.list, outputs: lines)
  }

  /// Closes the recording as `program(returning:)` does, for the last time: the lines are not copied, the tape is left empty.
  func close(returning outputs: [Variable]) throws(RecordingError) -> Program {
    let lines = try lines(of: outputs)
    return Program(storage.pointee.takeList(), outputs: lines)
  }

  private func lines(of outputs: [Variable]) throws(RecordingError) -> [Int32] {
    var indices: [Int32] = []
    for output in outputs {
      guard let index = storage.index(of: output) else {
        storage.fail("program", outputs, storage.whyForeign(output), at: nil)
        break
      }
      indices.append(index)
    }
    if let fault = storage.pointee.fault { throw fault }
    return indices
  }
}
