// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A method that minimises any smooth objective.
///
/// A value that holds the method's options; the state of a run lives in the run, so one optimizer can serve
/// many runs.
public protocol Optimizer: Sendable {
  /// The lowest point of `objective` that the method reaches from `start`, `[n]`.
  ///
  /// Calls `observer` with the start and after each iteration. What ended the run is in the result's status;
  /// a run that does not converge returns the best point it saw.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective or the observer
  ///   throws.
  func minimize(
    _ objective: some ObjectiveFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> Minimum
}

extension Optimizer {
  /// The lowest point of `objective` that the method reaches from `start`, `[n]`, unobserved.
  ///
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the objective throws.
  public func minimize(_ objective: some ObjectiveFunction, from start: Tensor<Double>) throws -> Minimum {
    try minimize(objective, from: start) { _ in .continue }
  }
}

/// A method that minimises sums of squares and uses their structure.
///
/// A value that holds the method's options; the state of a run lives in the run.
public protocol LeastSquaresOptimizer: Sendable {
  /// The fit with the least sum of squares that the method reaches from `start`, `[n]`.
  ///
  /// Calls `observer` with the start and after each iteration. What ended the run is in the result's status;
  /// a run that does not converge returns the best point it saw.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer
  ///   throws.
  func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> LeastSquaresFit
}

extension LeastSquaresOptimizer {
  /// The fit with the least sum of squares that the method reaches from `start`, `[n]`, unobserved.
  ///
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function throws.
  public func minimize(_ function: some LeastSquaresFunction, from start: Tensor<Double>) throws
    -> LeastSquaresFit
  {
    try minimize(function, from: start) { _ in .continue }
  }
}
