// SPDX-License-Identifier: Apache-2.0

/// What one iteration did, as kept in a run's history.
public struct IterationRecord: Sendable, Hashable {
  /// The number of the iteration; 0 is the start.
  public var iteration: Int
  /// The objective where the iteration ended: unchanged when the step was rejected.
  public var value: Double
  /// The largest magnitude of the gradient's elements, at the same point.
  public var gradientNorm: Double
  /// The Euclidean norm of the step tried, 0 at the start.
  public var stepNorm: Double
  /// The learning rate, or the multiple of the search direction, in methods that have one.
  public var stepLength: Double?
  /// The damping λ that the step was solved with, in methods that have one.
  public var damping: Double?
  /// The bound on the scaled length of the step, in methods that have one.
  public var radius: Double?
  /// The actual over the predicted decrease; `nil` where nothing is predicted.
  public var gainRatio: Double?
  /// Whether the step was taken.
  public var isAccepted: Bool

  /// A record of the given figures.
  public init(
    iteration: Int, value: Double, gradientNorm: Double, stepNorm: Double = 0, stepLength: Double? = nil,
    damping: Double? = nil, radius: Double? = nil, gainRatio: Double? = nil, isAccepted: Bool = true
  ) {
    self.iteration = iteration
    self.value = value
    self.gradientNorm = gradientNorm
    self.stepNorm = stepNorm
    self.stepLength = stepLength
    self.damping = damping
    self.radius = radius
    self.gainRatio = gainRatio
    self.isAccepted = isAccepted
  }
}

extension IterationRecord: CustomStringConvertible {
  /// One line: the figures that the method has.
  public var description: String {
    var parts = ["\(iteration): value \(value)", "gradient \(gradientNorm)", "step \(stepNorm)"]
    if let stepLength { parts.append("length \(stepLength)") }
    if let damping { parts.append("damping \(damping)") }
    if let radius { parts.append("radius \(radius)") }
    if let gainRatio { parts.append("gain \(gainRatio)") }
    if !isAccepted { parts.append("rejected") }
    return parts.joined(separator: ", ")
  }
}
