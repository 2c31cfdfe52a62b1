// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Program {
  /// The program applied to each of `count` samples at once.
  ///
  /// A batched input or output has the samples along a new **last** axis: the elements of all samples are contiguous,
  /// which every kernel and LAPACK want. An output that depends on no batched input is repeated.
  ///
  /// - Parameters:
  ///   - inputs: The inputs that have a value for each sample; the others are shared. `nil` for all.
  ///   - count: The number of samples.
  ///   - axisName: A name for the batch; `batchMean(_:over:)` of this name is then over its samples.
  /// - Throws: `DerivativeError` when there is no such input, `count` is negative, or a `branch(_:)` depends on a
  ///   batched input.
  public func vmap(over inputs: [Int]? = nil, count: Int, axisName: String? = nil) throws -> Program {
    let batched = inputs ?? Array(inputShapes.indices)
    guard batched.allSatisfy(inputShapes.indices.contains), count >= 0 else {
      throw DerivativeError(
        "vmap", "inputs \(batched) and count \(count) do not fit a program of \(inputShapes.count) inputs")
    }
    let tape = Tape()
    let storage = tape.storage
    var variables: [Variable] = []
    var isBatched = [Bool](repeating: false, count: list.count)
    variables.reserveCapacity(list.count)

    try tape.record {
      for (line, node) in list.nodes.enumerated() {
        let shape = list.shape(of: Int32(line))
        switch node.source {
        case .input(let number):
          isBatched[line] = batched.contains(number)
          variables.append(tape.input(isBatched[line] ? Shape(shape.extents + [count]) : shape))
        case .constant(let number):
          variables.append(tape.constant(list.constants[number]))
        case .operation(let operation):
          let operands = (0..<node.operandCount).map { Int(list.operand($0, of: node)) }
          let flags = operands.map { isBatched[$0] }
          let arguments = operands.map { variables[$0] }
          isBatched[line] = flags.contains(true)
          guard isBatched[line] else {
            variables.append(operation(arguments))
            break
          }
          let batch = Batch(
            operation: operation, operands: arguments, isBatched: flags, size: count, axisName: axisName)
          let result = operation.primitive.batched(batch)
          if storage.pointee.fault == nil, result.shape != Shape(shape.extents + [count]) {
            throw DerivativeError(
              "vmap",
              "the batching rule of \(operation.primitive.name) returned \(result.shape) instead of "
                + "\(shape.extents + [count])")
          }
          variables.append(result)
        }
        if let name = list.names[Int32(line)] { variables[line].named(name) }
      }
    }
    for var recorded in list.guards {
      guard !isBatched[Int(recorded.condition)] else {
        throw DerivativeError(
          "vmap",
          "the branch at \(recorded.location) would decide for each sample; compute both ways with select(_:_:_:)"
        )
      }
      recorded.condition = variables[Int(recorded.condition)].index
      storage.pointee.list.guards.append(recorded)
    }
    return try tape.close(
      returning: outputs.map { output in
        let variable = variables[Int(output)]
        return isBatched[Int(output)] ? variable : variable.repeated(count)
      })
  }
}
