// SPDX-License-Identifier: Apache-2.0

/// How far rounding may have moved a derivative under test.
struct Rounding {
  /// What is lost in a well-conditioned computation.
  let floor: Double
  /// What is lost by cancellation, seen in the noise of the derivative.
  let cancellation: Double

  /// What cannot be told apart from the largest of the terms that make a derivative up.
  static let epsilon = Double.ulpOfOne

  /// - Parameters:
  ///   - magnitude: Of the terms that the derivative is the sum of.
  ///   - noise: Of the derivative, as `NoiseLevel` finds it.
  ///   - valueMagnitude: Of the values that the derivative is a change of, by moving the point by its own
  ///     magnitude; a change below their rounding is none.
  init(in subject: any Subject, magnitude: Double, noise: Double, valueMagnitude: Double = 0) {
    // Errors of n roundings add like a random walk.
    let growth = 16 * Double(max(1, subject.operationCount)).squareRoot()
    floor = growth * Self.epsilon * (magnitude + 4 * valueMagnitude)
    cancellation = Comparison.safety * noise
  }
}
