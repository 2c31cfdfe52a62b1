// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A derivative that claims to be right beside the same derivative by differences.
public struct Comparison: Hashable, Sendable, Codable {
  /// The derivative under test; `nil` when it is not finite.
  public let analytic: Double?
  /// The derivative by differences; `nil` when no step gave one.
  public let numeric: Double?
  /// The estimated error of `numeric`, by truncation and rounding; `nil` with it.
  public let error: Double?
  /// The largest gap that counts as agreement: a multiple of `error`, and how far rounding may have moved
  /// `analytic`.
  public let tolerance: Double
  /// Whether the two agree; inconclusive when the tolerance is too large for agreement to mean anything.
  public let verdict: Verdict

  init(analytic: Double, numeric estimate: DifferenceEstimate, rounding: Rounding, scale: Double) {
    self.analytic = analytic.isFinite ? analytic : nil
    numeric = estimate.isKnown ? estimate.value : nil
    error = estimate.isKnown ? estimate.error : nil
    let uncertainty = Self.safety * (estimate.isKnown ? estimate.error : 0) + rounding.cancellation
    tolerance = min(uncertainty + rounding.floor, .greatestFiniteMagnitude)
    let magnitude = max(analytic.isFinite ? analytic.magnitude : 0, estimate.value.magnitude)
    // Agreement to a quarter of the digits of the scalar type says something; beside `scale` a derivative
    // that is some 1e-6 of it may count as zero.
    let quarter = rounding.epsilon.squareRoot().squareRoot()
    let useful = max(quarter * magnitude, quarter * quarter.squareRoot() * scale)
    let isUseful = estimate.isKnown && (uncertainty <= useful || (analytic == 0 && magnitude == 0))
    if estimate.isKnown, analytic.isFinite, (analytic - estimate.value).magnitude > tolerance {
      verdict = .failed
    } else if isUseful {
      verdict = analytic.isFinite ? .passed : .failed
    } else {
      verdict = .inconclusive
    }
  }

  /// The truth lies within this many times an estimated error, but for rare exceptions.
  static let safety = 8.0

  /// Whether the tolerance is due to the rounding of the derivative under test more than to the differences.
  var isMostlyRounding: Bool { tolerance > 2 * Self.safety * (error ?? 0) }

  /// Whether the differences are 0 within an error that is small beside values of some magnitude.
  ///
  /// - Parameter step: How far the point moves for a change of the input by its own magnitude.
  func isVacuous(beside magnitude: Double, step: Double = 1) -> Bool {
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
  return min(16, max(0, -Double.log(relativeError) / Double.log(10)))
}
