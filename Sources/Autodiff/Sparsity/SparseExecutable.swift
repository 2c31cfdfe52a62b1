// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A sparse Jacobian or Hessian made ready to run for one scalar type. Not to be used from two threads at a
/// time; make one for each.
public final class SparseExecutable<Scalar: ExecutionScalar> {
  /// What it evaluates.
  public let derivative: SparseDerivative
  private let sweeps: Executable<Scalar>

  init(_ derivative: SparseDerivative) {
    self.derivative = derivative
    sweeps = derivative.program.compiled(for: Scalar.self)
  }

  /// The matrix at the given inputs, which are those of the program that it was made from.
  ///
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit.
  public func callAsFunction(_ inputs: [Tensor<Scalar>]) throws(ShapeError) -> SparseMatrix<Scalar> {
    guard inputs.count == derivative.program.inputShapes.count else {
      throw ShapeError(
        "run", inputs.map(\.shape),
        "the program takes \(derivative.program.inputShapes.count) inputs of shapes "
          + "\(derivative.program.inputShapes)")
    }
    for (number, input) in inputs.enumerated() { try sweeps.setInput(number, to: input) }
    sweeps.run()
    let values = sweeps.withOutput(0) { found in derivative.places.map { found[$0] } }
    return SparseMatrix(values, derivative.pattern)
  }
}
