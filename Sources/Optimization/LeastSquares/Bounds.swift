// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Bounds on parameters; equal ones fix a parameter at its start.
public struct Bounds: Sendable, Hashable {
  /// The least value of each parameter, `[n]`; `-infinity` where there is none.
  public let lower: Tensor<Double>
  /// The largest value of each parameter, `[n]`; `infinity` where there is none.
  public let upper: Tensor<Double>

  /// The box between two corners, `[n]` each.
  ///
  /// - Throws: `OptimizationError` when the shapes differ, or where a lower bound is above its upper one or NaN.
  public init(lower: Tensor<Double>, upper: Tensor<Double>) throws(OptimizationError) {
    guard lower.shape == upper.shape, lower.rank == 1 else {
      throw .option(
        "Bounds.upper", value: "of shape \(upper.shape)", accepted: "shape \(lower.shape), a vector")
    }
    for (i, (low, high)) in zip(lower.scalars, upper.scalars).enumerated() {
      try OptimizationError.check(
        "Bounds.lower[\(i)]", low, isAccepted: low <= high, "a number up to the upper bound, \(high)")
    }
    self.lower = lower
    self.upper = upper
  }

  /// Bounds that fix the parameters at the given indices at `start`, `[n]`, and leave the others free.
  public init(fixing indices: some Sequence<Int>, at start: Tensor<Double>) throws(OptimizationError) {
    var lower = Tensor<Double>(repeating: -.infinity, shape: start.shape)
    var upper = Tensor<Double>(repeating: .infinity, shape: start.shape)
    for i in indices {
      try OptimizationError.check(
        "Bounds.fixing", i, isAccepted: start.scalars.indices.contains(i),
        "indices of \(start.count) parameters")
      lower.withMutableScalars { $0[i] = start.scalars[i] }
      upper.withMutableScalars { $0[i] = start.scalars[i] }
    }
    try self.init(lower: lower, upper: upper)
  }

  subscript(i: Int) -> (lower: Double, upper: Double) { (lower.scalars[i], upper.scalars[i]) }

  /// Moves parameters onto the bounds that they are beyond. NaN stays.
  func clamp(_ parameters: inout Tensor<Double>) {
    parameters.withMutableScalars { x in
      for i in x.indices {
        let (lower, upper) = self[i]
        if x[i] < lower { x[i] = lower }
        if x[i] > upper { x[i] = upper }
      }
    }
  }
}
