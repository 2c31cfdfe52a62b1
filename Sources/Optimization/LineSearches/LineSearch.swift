// SPDX-License-Identifier: Apache-2.0

/// A way to find an acceptable step length along a direction in which *f* falls. A value that holds its constants.
public protocol LineSearch: Sendable {
  /// Throws when a constant is out of its range.
  func validate() throws(OptimizationError)

  /// An acceptable point of the line that starts at `origin`, where the slope is negative.
  ///
  /// - Parameters:
  ///   - firstStep: The step length to try first, positive.
  ///   - evaluate: The point at a step length; its numbers may be NaN or infinite.
  /// - Returns: A finite point that is no higher than the origin but for rounding, or which condition failed.
  func search(
    from origin: LinePoint, firstStep: Double, evaluate: (_ step: Double) throws -> LinePoint
  ) throws -> Result<LinePoint, LineSearchFailure>
}
