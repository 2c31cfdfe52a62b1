// SPDX-License-Identifier: Apache-2.0

/// How far rounding may have moved a derivative under test.
struct Rounding {
  /// Of the scalar type that it was computed in.
  let epsilon: Double
  /// What is lost in a well-conditioned computation.
  let floor: Double
  /// What a perturbation of the point in its last digits does.
  let sensitivity: Double

  /// - Parameters:
  ///   - magnitude: Of the terms that the derivative is the sum of.
  ///   - spread: How far the derivative moved when the last digits of the point were perturbed at random.
  init(in subject: any Subject, magnitude: Double, spread: Double) {
    epsilon = subject.precision.epsilon
    // Errors of n roundings add like a random walk.
    let growth = 16 * Double(max(1, subject.operationCount)).squareRoot()
    floor = growth * epsilon * magnitude
    sensitivity = Comparison.safety * spread
  }
}
