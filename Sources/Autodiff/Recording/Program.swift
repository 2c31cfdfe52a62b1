// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A closed recording: a function from tensors to tensors, as the list of its elementary operations.
///
/// Immutable, and without a scalar type: it can be transformed (`vjp`, `jvp`, `vmap`, `gradient` ...), compiled
/// for `Float` or `Double`, printed and sent to another thread.
public struct Program: Sendable {
  let list: WengertList
  let outputs: [Int32]

  /// The lines of the inputs.
  var inputs: [Int32] { list.inputs }

  /// The program of a list; lines that no output depends on are left out. O(count).
  init(_ list: consuming WengertList, outputs: [Int32]) {
    self.outputs = list.prune(to: outputs)
    self.list = list
  }

  /// The program of a list on whose every operation an output depends.
  init(live list: WengertList, outputs: [Int32]) {
    self.list = list
    self.outputs = outputs
  }

  /// Records `body` once.
  ///
  /// - Parameters:
  ///   - inputs: The shapes of the inputs.
  ///   - names: Names for the first inputs.
  ///   - body: From the inputs to the outputs.
  /// - Throws: `RecordingError`, the first mistake made in `body`, and what `body` throws.
  public init(
    inputs: [Shape], named names: [String] = [], _ body: ([Variable]) throws -> [Variable]
  ) throws {
    try self.init(inputs: inputs, named: names, at: nil, body)
  }

  init(
    inputs: [Shape], named names: [String], at point: RecordingPoint?,
    _ body: ([Variable]) throws -> [Variable]
  ) throws {
    let tape = Tape()
    tape.storage.pointee.point = point
    let variables = inputs.enumerated().map { number, shape in
      tape.input(shape, named: number < names.count ? names[number] : nil)
    }
    self = try tape.close(returning: tape.record { try body(variables) })
  }

  /// The shapes of the inputs.
  public var inputShapes: [Shape] { inputs.map { list.shape(of: $0) } }

  /// The names of the inputs, where they have one.
  public var inputNames: [String?] { inputs.map { list.names[$0] } }

  /// The shapes of the outputs.
  public var outputShapes: [Shape] { outputs.map { list.shape(of: $0) } }

  /// The number of lines: inputs, constants and operations.
  public var count: Int { list.count }

  /// Records the program's operations again on the tape of `arguments`, with them for its inputs.
  ///
  /// A mistake (number or shapes of arguments) is kept by the tape, as for any operation.
  public func callAsFunction(
    _ arguments: [Variable], file: StaticString = #fileID, line: UInt = #line
  ) -> [Variable] {
    let location = SourceLocation(file: file, line: line)
    func refuse(_ reason: String) -> [Variable] {
      Array(repeating: fault("program", arguments, reason, at: location), count: outputs.count)
    }
    guard arguments.count == inputs.count else {
      return refuse("it takes \(inputs.count) inputs, but \(arguments.count) are given")
    }
    for (number, (argument, shape)) in zip(arguments, inputShapes).enumerated() where argument.shape != shape
    {
      return refuse("input \(number) has shape \(shape)")
    }
    guard
      let storage = arguments.first(where: { $0.storage != nil && $0.isAlive })?.storage
        ?? CurrentTape.storage
    else { return Array(repeating: .lost, count: outputs.count) }
    var indices: [Int32] = []
    for argument in arguments {
      guard let index = storage.index(of: argument) else { return refuse(storage.whyForeign(argument)) }
      indices.append(index)
    }
    let newIndex = storage.pointee.list.append(contentsOf: list, inputs: indices)
    return outputs.map { Variable(storage: storage, index: newIndex[Int($0)]) }
  }
}
