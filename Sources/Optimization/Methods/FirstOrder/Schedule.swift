// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How the learning rate changes from update to update: a factor for each, counted from 0.
public enum Schedule: Sendable, Hashable {
  /// The rate itself.
  case constant
  /// A factor `factor` every `interval` updates.
  case step(interval: Int, factor: Double)
  /// A factor `factor` each update.
  case exponential(factor: Double)
  /// Up from 0 in a straight line over `warmUp` updates, then down half a cosine to `final` at update `total`
  /// (Loshchilov and Hutter 2017, arXiv:1608.03983).
  case cosine(total: Int, warmUp: Int = 0, final: Double = 0)
  /// Up from `initial` to 1 over a part `rise` of `total` updates by half a cosine, and down to `final`
  /// (Smith and Topin 2018, arXiv:1708.07120).
  case oneCycle(total: Int, rise: Double = 0.3, initial: Double = 0.04, final: Double = 1e-4)

  /// The factor of the learning rate at an update. O(1).
  public func factor(at update: Int) -> Double {
    let t = Double(update)
    switch self {
    case .constant: return 1
    case .step(let interval, let factor): return Double.pow(factor, Double(update / max(1, interval)))
    case .exponential(let factor): return Double.pow(factor, t)
    case .cosine(let total, let warmUp, let final):
      if update < warmUp { return (t + 1) / Double(warmUp) }
      return Self.eased(from: 1, to: final, at: (t - Double(warmUp)) / Double(max(1, total - warmUp)))
    case .oneCycle(let total, let rise, let initial, let final):
      let peak = rise * Double(total)
      if t < peak { return Self.eased(from: initial, to: 1, at: t / peak) }
      return Self.eased(from: 1, to: final, at: (t - peak) / max(1, Double(total) - peak))
    }
  }

  /// Throws when a number is out of its range.
  func validate() throws(OptimizationError) {
    switch self {
    case .constant: break
    case .step(let interval, let factor):
      try OptimizationError.checkCount("step.interval", interval)
      try OptimizationError.checkPositive("step.factor", factor)
    case .exponential(let factor): try OptimizationError.checkPositive("exponential.factor", factor)
    case .cosine(let total, let warmUp, let final):
      try OptimizationError.checkCount("cosine.total", total)
      try OptimizationError.check(
        "cosine.warmUp", warmUp, isAccepted: (0..<total).contains(warmUp), "0 or more, less than the total")
      try OptimizationError.check("cosine.final", final, isAccepted: final >= 0, "0 or more")
    case .oneCycle(let total, let rise, let initial, let final):
      try OptimizationError.checkCount("oneCycle.total", total)
      try OptimizationError.checkFraction("oneCycle.rise", rise)
      try OptimizationError.checkPositive("oneCycle.initial", initial)
      try OptimizationError.check("oneCycle.final", final, isAccepted: final >= 0, "0 or more")
    }
  }

  /// Half a cosine from one value to another while `part` goes from 0 to 1.
  private static func eased(from start: Double, to end: Double, at part: Double) -> Double {
    end + (start - end) * (1 + Double.cos(.pi * min(max(part, 0), 1))) / 2
  }
}
