// SPDX-License-Identifier: Apache-2.0

/// The LU factorisation of a square matrix with exchanges for stability, to solve with it and its transpose.
///
/// Golub and Van Loan, *Matrix Computations*, 4th edition, section 3.4; LAPACK `getrf`.
public struct LU<Scalar: Real>: Sendable {
  private let packed: Tensor<Scalar>
  private let order: Int

  /// Factorises `a`, `[n, n]`. O(*n*³).
  ///
  /// - Throws: `LinearAlgebraError` when `a` is not a square matrix, not finite or exactly singular.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public init(_ a: Tensor<Scalar>) throws(LinearAlgebraError) {
    let n = try LinearAlgebraError.wrapping { () throws(ShapeError) in try a.shape.squareExtent("LU") }
    guard a.isFinite else { throw .nonFinite(operation: "LU", shape: a.shape) }
    var packed = Tensor<Scalar>.zeros([n + 1, n])
    var zeroPivot: Int?
    packed.withMutableScalars { span in
      span.withUnsafeMutableBufferPointer { target in
        a.scalars.withUnsafeBufferPointer { source in
          guard let source = source.baseAddress, let target = target.baseAddress, n > 0 else { return }
          zeroPivot = MatrixKernels.factorizeLU(source, n, into: target)
        }
      }
    }
    if let zeroPivot { throw .singular(operation: "LU", pivot: zeroPivot, shape: a.shape) }
    guard packed.isFinite else { throw .nonFinite(operation: "LU", shape: a.shape) }
    self.packed = packed
    order = n
  }

  /// The solution `x` of `a·x = b`, or of `aᵀ·x = b` when transposing, of the shape of `b`.
  ///
  /// - Parameter b: One right-hand side `[n]`, or *k* of them as columns, `[n, k]`.
  /// - Throws: `ShapeError` when `b` does not have `n` rows.
  /// - Complexity: O(*n*²·*k*).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func solution(
    of b: Tensor<Scalar>, transposing: Bool = false
  ) throws(ShapeError) -> Tensor<Scalar> {
    try RightHandSides<Scalar>.check(b.shape, rows: order, operation: "LU.solution", matrix: [order, order])
    guard b.count > 0 else { return b }
    var x = b
    x.withMutableScalars { span in
      span.withUnsafeMutableBufferPointer { x in
        packed.scalars.withUnsafeBufferPointer { packed in
          guard let packed = packed.baseAddress, let target = x.baseAddress else { return }
          MatrixKernels.solve(
            packed, order, target, columns: x.count / order, transposing: transposing)
        }
      }
    }
    return x
  }

  /// The inverse of `a`. A solution is cheaper, and more accurate, than a product with it. O(*n*³).
  public func inverse() -> Tensor<Scalar> {
    guard let inverse = try? solution(of: .identity(order)) else {
      fatalError("LU: the identity of order \(order) was refused as a right-hand side")
    }
    return inverse
  }

  /// The natural logarithm of the magnitude of the determinant, finite also where the determinant overflows. O(*n*).
  public var logDeterminant: Scalar {
    packed.scalars.withUnsafeBufferPointer { packed in
      packed.baseAddress.map { MatrixKernels.logDeterminant($0, order) } ?? 0
    }
  }

  /// The sign of the determinant, 1 or -1. O(*n*).
  public var determinantSign: Scalar {
    (0..<order).reduce(1) { sign, i in
      let isExchanged = packed.scalars[order * order + i] != Scalar(i)
      let isNegative = packed.scalars[i * order + i] < 0
      return isExchanged == isNegative ? sign : -sign
    }
  }
}
