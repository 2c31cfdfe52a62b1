// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// How an operation runs, in the terms that the planner of executables understands.
///
/// Operands and result are contiguous in row-major order.
public enum Lowering: Sendable {
  /// A function of each element, the same wherever the operation is applied; operands are read with the strides of
  /// their broadcasting.
  case elementwise(ElementwiseKernel)
  /// A reduction over axes, ascending, counted from the front.
  case reduction(Reduction, axes: [Int])
  /// A matrix product over the last two axes, with leading axes that broadcast.
  case product(Transposition)
  /// The first operand's elements in the same order: nothing to run.
  case view
  /// Each element of the result is the operand's at `offset` plus its index times `strides`.
  case strided(offset: Int, strides: [Int])
  /// Each operand added to zeros in a box that begins at its `starts`; `tiles` says that the boxes cover the result
  /// and do not overlap.
  case assembly(_ starts: [[Int]], tiles: Bool)
  /// Other operations, recorded from the operands in its place before the program is planned. It must not contain the
  /// operation itself.
  case composition(@Sendable ([Variable]) -> Variable)
  /// Anything else.
  case custom(CustomKernel)
}

/// How elements are combined.
public enum Reduction: Sendable {
  /// Their sum; 0 for none.
  case sum
  /// The largest; NaN when there is one.
  case max
  /// The smallest; NaN when there is one.
  case min
}

/// The loop of an elementwise operation over `count` elements. Operands have strides in elements, 0 for a repeated
/// one; the result is contiguous and may be the storage of an operand with stride 1.
public enum ElementwiseLoop<Scalar: Real>: Sendable {
  /// Where an operand's elements begin.
  public typealias Source = UnsafePointer<Scalar>
  /// Where the result's elements begin.
  public typealias Target = UnsafeMutablePointer<Scalar>

  /// `(x, xStride, y, count)`.
  public typealias Unary = @Sendable (Source, Int, Target, Int) -> Void
  /// `(a, aStride, b, bStride, y, count)`.
  public typealias Binary = @Sendable (Source, Int, Source, Int, Target, Int) -> Void
  /// `(a, aStride, b, bStride, c, cStride, y, count)`.
  public typealias Ternary = @Sendable (Source, Int, Source, Int, Source, Int, Target, Int) -> Void

  /// A function of one operand.
  case unary(Unary)
  /// A function of two operands.
  case binary(Binary)
  /// A function of three operands.
  case ternary(Ternary)
}

/// How an elementwise operation computes its elements.
public struct ElementwiseKernel: Sendable {
  /// A loop compiled for each instruction set, or loops in Swift.
  enum Body: Sendable {
    case table(StepFunction)
    case loops(double: ElementwiseLoop<Double>, float: ElementwiseLoop<Float>)
  }

  let body: Body

  /// The kernel of two loops that compute the same function.
  public init(double: ElementwiseLoop<Double>, float: ElementwiseLoop<Float>) {
    body = .loops(double: double, float: float)
  }

  /// The number of operands of a loop in Swift.
  var arity: Int {
    guard case .loops(let loop, _) = body else { return 0 }
    return switch loop {
    case .unary: 1
    case .binary: 2
    case .ternary: 3
    }
  }

  init(_ function: UnaryFunction) { body = .table(.unary(function)) }
  init(_ function: BinaryFunction) { body = .table(.binary(function)) }
  init(_ function: TernaryFunction) { body = .table(.ternary(function)) }
}

/// A function from the operands' elements to the result's, for each scalar type; it writes every element of the
/// result, whose storage is not an operand's.
public struct CustomKernel: Sendable {
  /// From the operands' elements, row-major, to the result's.
  public typealias Function<Scalar> =
    @Sendable (_ operands: [UnsafeBufferPointer<Scalar>], _ result: UnsafeMutableBufferPointer<Scalar>) ->
    Void

  /// The function of doubles.
  public let double: Function<Double>
  /// The function of floats.
  public let float: Function<Float>

  /// The kernel of two functions that compute the same.
  public init(double: @escaping Function<Double>, float: @escaping Function<Float>) {
    self.double = double
    self.float = float
  }
}

/// A scalar type that programs can be compiled for: it chooses among loops.
public protocol ExecutionScalar: Real {
  /// The loop over this type.
  static func loop(double: ElementwiseLoop<Double>, float: ElementwiseLoop<Float>) -> ElementwiseLoop<Self>
  /// The kernel's function of this type.
  static func function(of kernel: CustomKernel) -> CustomKernel.Function<Self>
}

extension Double: ExecutionScalar {
  public static func loop(double: ElementwiseLoop<Double>, float: ElementwiseLoop<Float>)
    -> ElementwiseLoop<Double>
  { double }
  public static func function(of kernel: CustomKernel) -> CustomKernel.Function<Double> { kernel.double }
}

extension Float: ExecutionScalar {
  public static func loop(double: ElementwiseLoop<Double>, float: ElementwiseLoop<Float>)
    -> ElementwiseLoop<Float>
  { float }
  public static func function(of kernel: CustomKernel) -> CustomKernel.Function<Float> { kernel.float }
}
