// SPDX-License-Identifier: Apache-2.0

/// One line of a Wengert list: an operation, the earlier lines that it reads, and the shape of its result.
///
/// Trivial, 24 bytes. Up to two operands are kept here, more in the list's `operandLists`.
struct Node: Sendable {
  /// The operation, or `nil` for an input or a constant. The list keeps it alive.
  let operation: Unmanaged<Operation>?
  /// The first operand; the place in `operandLists` when there are more than two; an input's or a constant's number.
  let first: Int32
  /// The second operand of two.
  let second: Int32
  /// The number of operands, or one of the two marks below.
  let arity: Int32
  /// The index of the shape in the list's table.
  let shape: Int32

  static let inputMark: Int32 = -1
  static let constantMark: Int32 = -2

  /// What a node is made from.
  enum Source {
    case input(Int)
    case constant(Int)
    case operation(Operation)
  }

  var source: Source {
    if let operation { return .operation(operation.takeUnretainedValue()) }
    return arity == Node.inputMark ? .input(Int(first)) : .constant(Int(first))
  }

  /// The number of operands; 0 for inputs and constants.
  var operandCount: Int { max(0, Int(arity)) }
}
