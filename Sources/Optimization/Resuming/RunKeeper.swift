// SPDX-License-Identifier: Apache-2.0
package import Tensors

/// Saves a run between its steps, and restores one that was saved, so that it goes on to the same bits.
package protocol RunKeeper: AnyObject {
  /// Puts a run that has just been set up where a saved one stood.
  ///
  /// - Returns: Whether there was one.
  func restore(_ run: inout some Archivable) throws -> Bool

  /// Whether a run that was restored is to go on.
  var directive: Directive { get }

  /// Takes note of where a run stands, which may be saved.
  ///
  /// - Returns: Whether the run is to go on.
  func keep(_ run: inout some Archivable, at moment: RunMoment) throws -> Directive
}

/// When a run is kept.
package enum RunMoment {
  /// After an update within an epoch.
  case update
  /// After an epoch or an iteration, which its observer has seen.
  case iteration
  /// The same, after the last one.
  case end
}

/// A method whose runs can be kept.
package protocol ResumableOptimizer: Optimizer {
  /// `minimize(_:from:observing:)` with a run that is kept.
  func minimize(
    _ objective: some ObjectiveFunction, from start: Tensor<Double>, keeping keeper: (any RunKeeper)?,
    observing observer: Observer
  ) throws -> Minimum
}

/// A method for least squares whose runs can be kept.
package protocol ResumableLeastSquaresOptimizer: LeastSquaresOptimizer {
  /// `minimize(_:from:observing:)` with a run that is kept.
  func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, keeping keeper: (any RunKeeper)?,
    observing observer: Observer
  ) throws -> LeastSquaresFit
}

extension (any RunKeeper)? {
  /// Keeps a run after an iteration, unless a verdict of the method's own ended it: then the iterations since it was kept
  /// lead to the same verdict.
  ///
  /// - Returns: Why the run ends, if it does.
  func keep(_ run: inout some Archivable, after status: Status?, verdict: Status?) throws -> Status? {
    guard let keeper = self, verdict == nil else { return status }
    let directive = try keeper.keep(&run, at: status == nil ? .iteration : .end)
    return status ?? (directive == .stop ? .stopped(by: .cancellation) : nil)
  }
}
