// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What a step over elements computes. Trivial.
enum StepFunction: Sendable {
  case unary(UnaryFunction)
  case binary(BinaryFunction)
  case ternary(TernaryFunction)
  /// Combines the elements of the operand into one element.
  case reduction(ReductionFunction)
  /// A loop in Swift of an executable, by its number, of one, two or three operands.
  case loop(Int, arity: Int)

  /// The functions that scalar code can call, in the order of their numbers; the executable's loops follow.
  static let callable: [StepFunction] =
    UnaryFunction.allCases.map(StepFunction.unary) + BinaryFunction.allCases.map(StepFunction.binary)
    + TernaryFunction.allCases.map(StepFunction.ternary)

  /// The function's number in scalar code.
  var callNumber: Int {
    switch self {
    case .unary(let function): Int(function.rawValue)
    case .binary(let function): Self.unaryCount + Int(function.rawValue)
    case .ternary(let function): Self.unaryCount + Self.binaryCount + Int(function.rawValue)
    case .loop(let number, _): Self.callable.count + number
    case .reduction: fatalError("scalar code has no reductions")
    }
  }

  private static let unaryCount = UnaryFunction.allCases.count
  private static let binaryCount = BinaryFunction.allCases.count
}
