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
  init(in subject: any Subject, magnitude: Double, noise: Double) {
    epsilon = subject.precision.epsilon
    // Errors of n roundings add like a random walk.
    let growth = 16 * Double(max(1, subject.operationCount)).squareRoot()
    floor = growth * epsilon * magnitude
    cancellation = Comparison.safety * noise
  }
}
