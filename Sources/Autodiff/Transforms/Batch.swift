// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The operands of an operation that is being batched: a batched one has the samples along a last axis of its own.
public struct Batch {
  /// The operation on one sample.
  public let operation: Operation
  /// The operands, with the samples' axis where they are batched.
  public let operands: [Variable]
  /// Which operands are batched; at least one is.
  public let isBatched: [Bool]
  /// The number of samples.
  public let size: Int
  /// The name of the batch, for operations that look at all of its samples.
  public let axisName: String?

  /// The operands with a last axis of extent `size` or 1, so that they broadcast against each other as the samples do.
  public var alignedOperands: [Variable] { operands.indices.map(aligned) }

  /// The operands with a last axis of extent `size`.
  public var repeatedOperands: [Variable] { operands.indices.map(repeated) }

  /// The `i`-th operand; one that is not batched has a last axis of extent 1, or is a scalar.
  public func aligned(_ i: Int) -> Variable {
    let operand = operands[i]
    if isBatched[i] || operand.rank == 0 { return operand }
    return operand.reshaped(to: Shape(operand.shape.extents + [1]))
  }

  /// The `i`-th operand, repeated for each sample when it is not batched.
  public func repeated(_ i: Int) -> Variable {
    isBatched[i] ? operands[i] : operands[i].repeated(size)
  }

  /// The shape of one sample of the `i`-th operand.
  public func sampleShape(_ i: Int) -> Shape {
    let extents = operands[i].shape.extents
    return isBatched[i] ? Shape(extents.dropLast()) : Shape(extents)
  }
}

extension Variable {
  /// The variable `count` times along a new last axis.
  func repeated(_ count: Int) -> Variable {
    reshaped(to: Shape(shape.extents + [1])).broadcast(to: Shape(shape.extents + [count]))
  }
}
