// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A derivative that claims to be right beside the same derivative by differences.
public struct Comparison: Hashable, Sendable, Codable {
  /// The derivative under test; `nil` when it is not finite.
  public let analytic: Double?
  /// The derivative by differences; `nil` when no step gave one, or at a kink, where there is none.
  public let numeric: Double?
  /// The estimated error of `numeric`, by truncation and rounding.
  public let error: Double?
  /// The smallest step that `numeric` was made from.
  public let step: Double?
  /// The function at that step ahead of the point and behind it.
  public let values: Beside?
  /// The derivatives to both sides of a kink; `nil` where there is none.
  public let kink: Kink?
  /// The largest gap that counts as agreement: a multiple of `error`, and how far rounding may have moved
  /// `analytic`.
  public let tolerance: Double
  /// Whether the two agree; inconclusive when the tolerance is too large for agreement to mean anything.
  public let verdict: Verdict

  /// Values of the function on both sides of the point.
  public struct Beside: Hashable, Sendable, Codable {
    /// At the point plus the step.
    public let above: Double
    /// At the point minus the step.
    public let below: Double
  }

  /// The derivatives to both sides of a kink. Any number between them passes when nothing else has a kink there.
  public struct Kink: Hashable, Sendable, Codable {
    /// The slope just before the point.
    public let left: Double
    /// The slope just after it.
    public let right: Double
    /// How many decisions change at the point: with several, numbers that are not between may be right, too.
    public let decisionCount: Int
  }

  /// The truth lies within this many times an estimated error, but for rare exceptions.
  static let safety = 8.0

  /// Agreement to a quarter of the digits says something.
  private static let quarter = Rounding.epsilon.squareRoot().squareRoot()

  /// A comparison where the function is smooth.
  init(analytic: Double, numeric estimate: DifferenceEstimate, rounding: Rounding, scale: Double) {
    let uncertainty = Self.safety * (estimate.isKnown ? estimate.error : 0) + rounding.cancellation
    let tolerance = min(uncertainty + rounding.floor, .greatestFiniteMagnitude)
    let magnitude = max(analytic.isFinite ? analytic.magnitude : 0, estimate.value.magnitude)
    let isUseful =
      estimate.isKnown
      && (uncertainty <= Self.useful(magnitude, scale) || (analytic == 0 && magnitude == 0))
    let isOutside =
      estimate.isKnown && analytic.isFinite && (analytic - estimate.value).magnitude > tolerance
    self.init(
      analytic, estimate, kink: nil, tolerance: tolerance,
      verdict: isOutside
        ? .failed : !isUseful ? .inconclusive : analytic.isFinite ? .passed : .failed)
  }

  /// A comparison at a kink.
  init(
    analytic: Double, left: DifferenceEstimate, right: DifferenceEstimate, decisionCount: Int,
    rounding: Rounding, scale: Double
  ) {
    guard left.isKnown, right.isKnown else {
      self.init(
        analytic, DifferenceEstimate(), kink: nil, tolerance: .greatestFiniteMagnitude, verdict: .inconclusive
      )
      return
    }
    let uncertainty = Self.safety * (left.error + right.error) + rounding.cancellation
    let tolerance = min(uncertainty + rounding.floor, .greatestFiniteMagnitude)
    let (low, high) = (min(left.value, right.value), max(left.value, right.value))
    let magnitude = max(low.magnitude, high.magnitude)
    let isUseful = uncertainty <= Self.useful(magnitude, scale) || magnitude == 0
    let isBetween = analytic >= low - tolerance && analytic <= high + tolerance
    self.init(
      analytic, DifferenceEstimate(),
      kink: Kink(left: left.value, right: right.value, decisionCount: decisionCount), tolerance: tolerance,
      verdict: isBetween
        ? (isUseful ? .passed : .inconclusive) : decisionCount == 1 ? .failed : .inconclusive)
  }

  private init(
    _ analytic: Double, _ estimate: DifferenceEstimate, kink: Kink?, tolerance: Double, verdict: Verdict
  ) {
    self.analytic = analytic.isFinite ? analytic : nil
    numeric = estimate.isKnown ? estimate.value : nil
    error = estimate.isKnown ? estimate.error : nil
    step = estimate.isKnown ? estimate.step : nil
    values = estimate.isKnown ? Beside(above: estimate.above, below: estimate.below) : nil
    self.kink = kink
    self.tolerance = tolerance
    self.verdict = verdict
  }

  /// The uncertainty at which agreement says something: beside `scale` a derivative that is some 1e-6 of it may count
  /// as zero.
  private static func useful(_ magnitude: Double, _ scale: Double) -> Double {
    max(quarter * magnitude, quarter * quarter.squareRoot() * scale)
  }

  /// Whether the tolerance is due to the rounding of the derivative under test more than to the differences.
  var isMostlyRounding: Bool { tolerance > 2 * Self.safety * (error ?? 0) }

  /// Whether the differences are 0 within an error that is small beside values of some magnitude.
  ///
  /// - Parameter step: How far the point moves for a change of the input by its own magnitude.
  func isVacuous(beside magnitude: Double, step: Double = 1) -> Bool {
    if let kink { return kink.left == 0 && kink.right == 0 }
    guard let numeric, let error else { return false }
    let bound = Self.safety * error
    return numeric.magnitude <= bound && bound * step <= 1e-6 * magnitude
  }

  /// `|analytic − numeric|` over the larger magnitude; 0 when both are 0, `nil` when one is unknown.
  public var relativeError: Double? {
    guard let analytic, let numeric else { return nil }
    let magnitude = max(analytic.magnitude, numeric.magnitude)
    return magnitude == 0 ? 0 : (analytic - numeric).magnitude / magnitude
  }

  /// To how many decimal digits the two agree, 0 to 16; `nil` when one is unknown.
  public var digits: Double? { relativeError.map(agreeingDigits) }
}

/// The number of decimal digits, 0 to 16, that a relative error leaves.
func agreeingDigits(_ relativeError: Double) -> Double {
  guard relativeError > 0 else { return 16 }
  // Plus 0, so that none is not written as -0.
  return min(16, max(0, -Double.log(relativeError) / Double.log(10))) + 0
}
