// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A Jacobian or Hessian of a program, by as few sweeps as its sparsity allows.
///
/// ```swift
/// let jacobian = try program.sparseJacobian()
/// print(jacobian)  // compressed columns: 3 sweeps instead of 1000; 2998 of 1000000 entries can be non-zero
/// let run = jacobian.compiled(for: Double.self)
/// let J = try run([x])
/// ```
public struct SparseDerivative: Sendable, CustomStringConvertible {
  /// Which entries can be other than 0.
  public let pattern: SparsityPattern
  /// Whether each sweep finds rows or columns.
  public let mode: JacobianMode
  /// The number of sweeps: the colors of the rows or columns, of which those of one color are found together.
  public let colorCount: Int
  /// Why it is done in this way, in a line.
  public let reason: String
  /// The sweeps, batched into one program: from the inputs to a matrix with a column for each color.
  public let program: Program
  let places: [Int]

  init(_ program: Program, by chosen: [Int], _ strategy: SparseStrategy, _ pattern: SparsityPattern) throws {
    self.pattern = pattern
    mode = strategy.mode
    colorCount = strategy.coloring.count
    reason = strategy.reason
    places = strategy.places
    let (tape, derivatives) = try program.sweeps(by: chosen, strategy.mode, seeds: strategy.coloring)
    let matrices = tape.record {
      derivatives.map {
        $0.reshaped(to: [$0.shape.extents.dropLast().reduce(1, *), strategy.coloring.count])
      }
    }
    self.program = try tape.program(
      returning: matrices.count == 1 ? matrices : [tape.record { concatenate(matrices) }])
  }

  /// Whether there are fewer sweeps than rows or columns, whichever they find.
  public var isCompressed: Bool {
    colorCount < (mode == .columns ? pattern.columnCount : pattern.rowCount)
  }

  /// The reason for the way it is done.
  public var description: String { reason }

  /// Plans the sweeps for a scalar type. O(number of operations).
  public func compiled<Scalar: ExecutionScalar>(for type: Scalar.Type) -> SparseExecutable<Scalar> {
    SparseExecutable(self)
  }

  /// Runs it once.
  ///
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit.
  public func run<Scalar: ExecutionScalar>(
    _ inputs: [Tensor<Scalar>]
  ) throws(ShapeError) -> SparseMatrix<Scalar> {
    try compiled(for: Scalar.self)(inputs)
  }
}
