// SPDX-License-Identifier: Apache-2.0
internal import CKernels

/// `y[i] = f(x[i])` for the elements below a count; called with `x`, `y` and the count. The result may be the operand's
/// storage.
package typealias UnaryKernel = @convention(c) (UnsafeRawPointer, UnsafeMutableRawPointer, Int) -> Void

/// `y[i] = f(a[i * aStep], b[i * bStep])`; a step is 1, or 0 for one element that is repeated. Called with `a`, its
/// step, `b`, its step, `y` and the count. The result may be the storage of an operand whose step is 1.
package typealias BinaryKernel =
  @convention(c) (
    UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int
  ) -> Void

/// As a binary kernel, with three operands.
package typealias TernaryKernel =
  @convention(c) (
    UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeRawPointer, Int, UnsafeMutableRawPointer, Int
  ) -> Void

/// Combines elements with the number that `y` holds; called with `x`, the count and `y`.
package typealias ReductionKernel = @convention(c) (UnsafeRawPointer, Int, UnsafeMutableRawPointer) -> Void

extension Real {
  /// The loop of a function over this scalar type, to be looked up once for many calls.
  package static func _kernel(
    _ function: UnaryFunction, at level: Processor.Level = Processor.level
  ) -> UnaryKernel {
    kernel_unary(level.counterpart, _scalarType, counterpart(of: function))
  }

  /// The loop of a function over this scalar type, to be looked up once for many calls.
  package static func _kernel(
    _ function: BinaryFunction, at level: Processor.Level = Processor.level
  ) -> BinaryKernel {
    kernel_binary(level.counterpart, _scalarType, counterpart(of: function))
  }

  /// The loop of a function over this scalar type, to be looked up once for many calls.
  package static func _kernel(
    _ function: TernaryFunction, at level: Processor.Level = Processor.level
  ) -> TernaryKernel {
    kernel_ternary(level.counterpart, _scalarType, counterpart(of: function))
  }

  /// The loop of a reduction over this scalar type, to be looked up once for many calls.
  package static func _kernel(
    _ function: ReductionFunction, at level: Processor.Level = Processor.level
  ) -> ReductionKernel {
    kernel_reduction(level.counterpart, _scalarType, counterpart(of: function))
  }

  static var _scalarType: kernel_scalar { Self.self == Double.self ? .double : .float }
}

extension Processor.Level {
  /// The level of the C target.
  var counterpart: kernel_level { Tensors.counterpart(of: self) }
}

/// The value of an enumeration of the C target with the same number.
private func counterpart<Value: RawRepresentable<UInt32>, Counterpart: RawRepresentable<UInt32>>(
  of value: Value
) -> Counterpart {
  guard let counterpart = Counterpart(rawValue: value.rawValue) else {
    fatalError("\(Value.self).\(value) is missing from \(Counterpart.self)")
  }
  return counterpart
}
