// SPDX-License-Identifier: Apache-2.0

extension Program {
  /// The Jacobian as a sparse matrix: the rows are the elements of all outputs, the columns those of all
  /// chosen inputs, each laid end to end in row-major order.
  ///
  /// Columns that have no row in common are found together by one sweep, or rows that have no column in
  /// common, whichever takes fewer sweeps. An evaluation costs about as many times the program as there are
  /// sweeps, and memory for all of them; preparing it costs what `sparsityPattern(by:)` and the coloring do.
  ///
  /// - Parameters:
  ///   - inputs: The inputs to differentiate by; `nil` for all.
  ///   - mode: Whether to find columns or rows; `nil` for the better.
  /// - Throws: `DerivativeError` when there is no such input.
  public func sparseJacobian(by inputs: [Int]? = nil, mode: JacobianMode? = nil) throws -> SparseDerivative {
    let chosen = try checked(inputs, operation: "sparseJacobian")
    let pattern = try sparsityPattern(by: chosen)
    return try SparseDerivative(self, by: chosen, SparseStrategy(jacobian: pattern, mode: mode), pattern)
  }

  /// The second derivatives of the only output, which has one element, as a sparse symmetric matrix: rows and
  /// columns are the elements of all chosen inputs, laid end to end in row-major order.
  ///
  /// By products of the Hessian with few directions, each the sum of unit vectors that a star coloring puts
  /// together; an entry above the diagonal or its mirror image below is enough. The pattern is that of the
  /// gradient's Jacobian.
  ///
  /// - Parameter inputs: The inputs to differentiate by; `nil` for all.
  /// - Throws: `DerivativeError` when the output is not a single number or there is no such input.
  public func sparseHessian(by inputs: [Int]? = nil) throws -> SparseDerivative {
    let chosen = try checked(inputs, operation: "sparseHessian")
    let gradient = try gradient(by: chosen)
    let pattern = try gradient.sparsityPattern(by: chosen).symmetrized()
    return try SparseDerivative(gradient, by: chosen, SparseStrategy(hessian: pattern), pattern)
  }
}
