// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Fits from many starts, of which the best is kept: for sums of squares with several minima.
public struct MultiStart<Method: LeastSquaresOptimizer>: LeastSquaresOptimizer {
  /// What is run from each start.
  public var method: Method
  /// The corners of the box that further starts are drawn from, `[n]` each.
  public var box: (lower: Tensor<Double>, upper: Tensor<Double>)
  /// The number of starts, the given one included.
  public var count: Int
  /// What the starts are drawn with.
  public var seed: UInt64

  /// A method run from the given start and from others drawn uniformly from a box.
  public init(
    _ method: Method, from lower: Tensor<Double>, to upper: Tensor<Double>, count: Int = 20, seed: UInt64 = 1
  ) {
    self.method = method
    box = (lower, upper)
    self.count = count
    self.seed = seed
  }

  /// The fit of the least sum of squares; of equal ones the one that converged.
  ///
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer throws.
  public func minimize(
    _ function: some LeastSquaresFunction, from start: Tensor<Double>, observing observer: Observer
  ) throws -> LeastSquaresFit {
    try OptimizationError.checkCount("MultiStart.count", count)
    try OptimizationError.check(start: start, for: function)
    try OptimizationError.check(start: box.lower, for: function)
    try OptimizationError.check(start: box.upper, for: function)
    var random = Xoshiro256(seed: seed)
    var best = try method.minimize(function, from: start, observing: observer)
    for _ in 1..<max(1, count)
    where best.status != .stopped(by: .callback) && best.status != .stopped(by: .cancellation) {
      let parts = Tensor<Double>.uniform([start.count], from: 0, to: 1, using: &random).scalars
      let next = Tensor(
        parts.indices.map {
          box.lower.scalars[$0] + parts[$0] * (box.upper.scalars[$0] - box.lower.scalars[$0])
        })
      let fit = try method.minimize(function, from: next, observing: observer)
      if !(best.value <= fit.value)
        || fit.value == best.value && fit.status.isConverged && !best.status.isConverged
      {
        best = fit
      }
    }
    return best
  }
}
