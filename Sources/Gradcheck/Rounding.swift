// SPDX-License-Identifier: Apache-2.0

/// How far rounding may have moved a derivative under test.
struct Rounding {
  /// Of the scalar type that it was computed in.
  let epsilon: Double
  /// What is lost in a well-conditioned computation.
  let floor: Double
  /// What is lost by cancellation, seen in the noise of the derivative.
  let cancellation: Double

  /// - Parameters:
  ///   - magnitude: Of the terms that the derivative is the sum of.
  ///   - noise: Of the derivative, as `NoiseLevel` finds it.
  ///   - valueMagnitude: Of the values that the derivative is a change of, by moving the point by its own
  ///     magnitude; a change below their rounding is none.
  init(in subject: any Subject, magnitude: Double, noise: Double, valueMagnitude: Double = 0) {
    epsilon = subject.precision.epsilon
    // Errors of n roundings add like a random walk.
    let growth = 16 * Double(max(1, subject.operationCount)).squareRoot()
    floor = growth * epsilon * (magnitude + 4 * valueMagnitude)
    cancellation = Comparison.safety * noise
  }

  /// The distance of a derivative from what it is in double precision; 0 when that is not known.
  static func loss(_ derivative: Double, _ reference: Double?) -> Double {
    guard let reference, reference.isFinite else { return 0 }
    let loss = (derivative - reference).magnitude
    return loss.isFinite ? loss : .greatestFiniteMagnitude
  }
}
