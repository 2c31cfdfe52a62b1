// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension Program {
  /// Runs the program with every intermediate value kept, and returns the first operation that made NaN.
  ///
  /// A gradient's program has its reverse sweep in it, so operations of both directions are found:
  ///
  /// ```swift
  /// if let anomaly = try loss.gradient().firstAnomaly(at: [x]) { print(anomaly) }
  /// ```
  /// NaN that reach an output come before those that a selection hides. Operations run as they were recorded,
  /// without simplification. Ordinary runs pay nothing for it; this one needs memory for all values.
  ///
  /// - Parameters:
  ///   - inputs: One tensor for each input, of its shape.
  ///   - includesInfinities: Whether infinities count, too. Legitimate ones, such as `exp` of a large number
  ///     whose reciprocal is the 0 that was meant, are reported like others.
  /// - Returns: What was found; `nil` when there is nothing.
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit.
  public func firstAnomaly<Scalar: ExecutionScalar>(
    at inputs: [Tensor<Scalar>], includingInfinities includesInfinities: Bool = false
  ) throws(ShapeError) -> Anomaly? {
    try AnomalySearch(self, inputs).run(includingInfinities: includesInfinities)
  }
}

extension Executable {
  /// The first operation that makes NaN of the inputs as they are set, found as `Program.firstAnomaly(at:)`
  /// does: what to ask when a result is not a number.
  ///
  /// - Parameter includesInfinities: Whether infinities count, too.
  /// - Complexity: As much as to plan the program again and to run it.
  public func firstAnomaly(includingInfinities includesInfinities: Bool = false) throws(ShapeError)
    -> Anomaly?
  {
    try program.firstAnomaly(at: currentInputs, includingInfinities: includesInfinities)
  }
}
