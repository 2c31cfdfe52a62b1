// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The Jacobian of a closure at a point as a sparse matrix: the rows are the elements of the result, the
/// columns those of `x`, in row-major order.
///
/// Records, analyses and runs once; to run often, keep `Program.sparseJacobian(by:mode:)`.
///
/// - Throws: `RecordingError` for a mistake in `function`.
public func sparseJacobian<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> SparseMatrix<Scalar> {
  try Program(at: x, of: function).sparseJacobian().run([x])
}

/// The second derivatives of a closure with a single result at a point as a sparse symmetric matrix: rows and
/// columns are the elements of `x` in row-major order.
///
/// Records, analyses and runs once; to run often, keep `Program.sparseHessian(by:)`.
///
/// - Throws: `RecordingError` for a mistake in `function`, `DerivativeError` when its result has several
///   elements.
public func sparseHessian<Scalar: ExecutionScalar>(
  at x: Tensor<Scalar>, of function: (Variable) throws -> Variable
) throws -> SparseMatrix<Scalar> {
  try Program(at: x, of: function).sparseHessian().run([x])
}
