// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The operations of scalar code. It is a list of words: the operation, the place of its result and those of its
/// operands; for the last three, then, the number of the function to call.
///
/// A program of scalars is bound by how fast its instructions can be read, so they are as short as can be.
enum ScalarOperation: Int32 {
  case negate, abs, relu, square, squareRoot, reciprocal, sigmoidSlope, tanhSlope
  case add, subtract, multiply, divide, chain
  case less, lessOrEqual, equal, notEqual
  case select, multiplyAdd
  case callUnary, callBinary, callTernary

  init(_ function: StepFunction) {
    self =
      switch function {
      case .unary(let unary):
        switch unary {
        case .negate: .negate
        case .abs: .abs
        case .relu: .relu
        case .square: .square
        case .sqrt: .squareRoot
        case .reciprocal: .reciprocal
        case .sigmoidSlope: .sigmoidSlope
        case .tanhSlope: .tanhSlope
        default: .callUnary
        }
      case .binary(let binary):
        switch binary {
        case .add: .add
        case .subtract: .subtract
        case .multiply: .multiply
        case .divide: .divide
        case .chain: .chain
        case .less: .less
        case .lessOrEqual: .lessOrEqual
        case .equal: .equal
        case .notEqual: .notEqual
        default: .callBinary
        }
      case .ternary(let ternary):
        switch ternary {
        case .select: .select
        case .multiplyAdd: .multiplyAdd
        }
      case .reduction: fatalError("a reduction is not scalar code")
      case .loop(_, let arity): arity == 1 ? .callUnary : arity == 2 ? .callBinary : .callTernary
      }
  }

  /// Whether the number of a function follows the operands.
  var isCall: Bool { rawValue >= Self.callUnary.rawValue }
}

extension RunnablePlan {
  /// Runs words of scalar code.
  @inline(__always)
  func runScalars(_ scalarCode: UnsafeBufferPointer<Int32>, from start: Int, to end: Int) {
    let arena = arena
    guard let code = scalarCode.baseAddress else { return }
    var word = code + start
    let end = code + end
    while word < end {
      guard let operation = ScalarOperation(rawValue: word[0]) else { fatalError("unknown scalar code") }
      let y = arena + Int(word[1])
      let a = arena + Int(word[2])
      @inline(__always) func unary(_ function: (Scalar) -> Scalar) {
        y.pointee = function(a.pointee)
        word += 3
      }
      @inline(__always) func binary(_ function: (Scalar, Scalar) -> Scalar) {
        y.pointee = function(a.pointee, arena[Int(word[3])])
        word += 4
      }
      @inline(__always) func ternary(_ function: (Scalar, Scalar, Scalar) -> Scalar) {
        y.pointee = function(a.pointee, arena[Int(word[3])], arena[Int(word[4])])
        word += 5
      }
      switch operation {
      case .negate: unary { -$0 }
      case .abs: unary { $0.magnitude }
      case .relu: unary { $0 < 0 ? 0 : $0 }
      case .square: unary { $0 * $0 }
      case .squareRoot: unary { $0.squareRoot() }
      case .reciprocal: unary { 1 / $0 }
      case .sigmoidSlope: unary { $0 * (1 - $0) }
      case .tanhSlope: unary { (1 - $0) * (1 + $0) }
      case .add: binary { $0 + $1 }
      case .subtract: binary { $0 - $1 }
      case .multiply: binary { $0 * $1 }
      case .divide: binary { $0 / $1 }
      case .chain: binary { $0 == 0 || $1 == 0 ? 0 : $0 * $1 }
      case .less: binary { $0 < $1 ? 1 : 0 }
      case .lessOrEqual: binary { $0 <= $1 ? 1 : 0 }
      case .equal: binary { $0 == $1 ? 1 : 0 }
      case .notEqual: binary { $0 != $1 ? 1 : 0 }
      case .select: ternary { $0 != 0 ? $1 : $2 }
      case .multiplyAdd: ternary { $0 * $1 + $2 }
      case .callUnary:
        scalarCalls[Int(word[3])].run(loops, a, 1, a, 1, a, 1, y, 1)
        word += 4
      case .callBinary:
        scalarCalls[Int(word[4])].run(loops, a, 1, arena + Int(word[3]), 1, a, 1, y, 1)
        word += 5
      case .callTernary:
        scalarCalls[Int(word[5])].run(loops, a, 1, arena + Int(word[3]), 1, arena + Int(word[4]), 1, y, 1)
        word += 6
      }
    }
  }
}
