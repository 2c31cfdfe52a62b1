// SPDX-License-Identifier: Apache-2.0

/// Why a factorisation or a solution does not exist, or could not be computed.
public enum LinearAlgebraError: Error, Hashable, CustomStringConvertible {
  /// The operands' shapes do not fit the operation.
  case shape(ShapeError)
  /// A matrix of the given shape holds NaN or an infinity, or its factors overflow.
  case nonFinite(operation: String, shape: Shape)
  /// The leading minor that ends at row `pivot`, counted from 0, is not positive.
  case notPositiveDefinite(pivot: Int, shape: Shape)
  /// The diagonal element of row `pivot`, counted from 0, is exactly 0.
  case singular(operation: String, pivot: Int, shape: Shape)
  /// The iteration for the eigenvalues did not converge.
  case notConverged(operation: String, shape: Shape)

  /// One line: `Cholesky([3, 3]): the matrix is not positive definite ...`.
  public var description: String {
    switch self {
    case .shape(let error):
      error.description
    case .nonFinite(let operation, let shape):
      "\(operation)(\(shape)): the matrix holds NaN or infinity, or numbers so large that its factors overflow"
    case .notPositiveDefinite(let pivot, let shape):
      "Cholesky(\(shape)): the matrix is not positive definite, found at row \(pivot); add to its diagonal, or "
        + "factorise with PivotedQR or SymmetricEigen"
    case .singular(let operation, let pivot, let shape):
      "\(operation)(\(shape)): the matrix is singular, element [\(pivot), \(pivot)] of its diagonal is 0"
    case .notConverged(let operation, let shape):
      "\(operation)(\(shape)): the iteration for the eigenvalues did not converge"
    }
  }
}

extension LinearAlgebraError {
  /// The result of `body`, whose shape error becomes one of this type.
  static func wrapping<Result>(
    _ body: () throws(ShapeError) -> Result
  ) throws(LinearAlgebraError) -> Result {
    do { return try body() } catch { throw .shape(error) }
  }
}
