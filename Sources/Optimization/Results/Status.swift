// SPDX-License-Identifier: Apache-2.0

/// Why a run ended.
///
/// In the formulas *f* is the objective, *g* its gradient and *θ* the parameters. For least squares
/// *f* = ‖*r*‖², `J` is the Jacobian of the residuals *r*, with columns `Jⱼ`, `D` the damping matrix, and ε the
/// spacing of numbers at 1, 2⁻⁵².
public enum Status: Sendable, Hashable {
  /// The point passes a test of optimality.
  case converged(by: Convergence)
  /// A limit was reached before a test of optimality held.
  case stopped(by: Limit)
  /// The method cannot go on from the best point it found.
  case failed(because: Failure)

  /// The test that a converged run passed.
  public enum Convergence: Sendable, Hashable {
    /// `maxᵢ |gᵢ| · max(|θᵢ|, 1) ≤ τ · max(|f|, 10⁻⁶ · |f₀|)` for the tolerance τ and the value *f₀* at the start, or, for
    /// least squares, `maxⱼ |Jⱼᵀr| ≤ τ · ‖Jⱼ‖ · ‖r‖`. Where nothing is known of the curvature, methods with line searches
    /// also try a step as long as the parameters: a plateau is no minimum.
    case gradient
    /// Both the actual and the predicted decrease of *f* in an accepted step are at most
    /// `objectiveTolerance · |f|`.
    case objective
    /// `‖D·Δθ‖ ≤ stepTolerance · ‖D·θ‖`, for a step that no rejection has shortened.
    case step
    /// `‖r‖² ≤ ε² · Σⱼ ‖Jⱼ‖² θⱼ²`: a change of the last digit of the parameters changes the residuals by more than is
    /// left of them. Once `‖r‖²` has fallen by a factor ε since the start, with the largest magnitude of each parameter in
    /// the run in the place of θⱼ.
    case zeroResidual
    /// The decrease that is still predicted is lost in the rounding of *f*: it is at most `ε · |f|` where the
    /// gradient passes the test above with a tolerance of 10⁻⁶. Where a line search found no decrease: at most ten times
    /// `ε · |f|` or what the values that it saw scatter by. Or a quasi-Newton step is at most `4ε` of the parameters.
    case rounding
  }

  /// What stopped a run that had not converged.
  public enum Limit: Sendable, Hashable {
    /// `iteration ≥ limits.iterations`.
    case iterations
    /// `evaluations.values ≥ limits.evaluations`.
    case evaluations
    /// The time since the start is at least `limits.time`.
    case time
    /// `f ≤ limits.target`.
    case target
    /// The observer answered `.stop`.
    case callback
    /// The surrounding task was cancelled.
    case cancellation
    /// The loss over samples that do not train has not fallen for as long as the patience of training allows.
    case patience
  }

  /// What kept a method from going on.
  public enum Failure: Sendable, Hashable {
    /// *f* or *g* is NaN or infinite at the start.
    case nonFiniteStart
    /// *f* or *g* became NaN or infinite, and the method has no shorter step to try.
    case nonFinite
    /// No step along the search direction was acceptable.
    case lineSearch(LineSearchFailure)
    /// `dᵀg ≥ 0` for the direction `d = -g` itself: the gradient has underflowed or overflowed.
    case notDescent
    /// The damped equations `(JᵀJ + λD²) Δθ = -Jᵀr` stayed singular while λ was raised.
    case singular
    /// `rejectionLimit` steps in a row were rejected, though *g* is not small: often a wrong derivative.
    case noProgress
    /// The damping λ left the range of numbers before a step was accepted.
    case dampingOverflow
  }

  /// Whether the point passed a test of optimality.
  public var isConverged: Bool {
    if case .converged = self { true } else { false }
  }
}

extension Status: CustomStringConvertible {
  /// A full sentence.
  public var description: String {
    switch self {
    case .converged(let test): "Converged: \(test)."
    case .stopped(let limit): "Stopped before convergence: \(limit)."
    case .failed(let failure): "Failed: \(failure)."
    }
  }
}

extension Status.Convergence: CustomStringConvertible {
  /// A clause: what the test found.
  public var description: String {
    switch self {
    case .gradient: "the scaled gradient is within its tolerance"
    case .objective: "the objective no longer decreases by more than its tolerance"
    case .step: "the step is within its tolerance of the parameters"
    case .zeroResidual: "the residuals are zero up to rounding"
    case .rounding: "the decrease still to be had is lost in the rounding of the objective"
    }
  }
}

extension Status.Limit: CustomStringConvertible {
  /// A clause: which limit was reached.
  public var description: String {
    switch self {
    case .iterations: "the limit of iterations is reached"
    case .evaluations: "the limit of evaluations is reached"
    case .time: "the limit of time is reached"
    case .target: "the objective has reached its target"
    case .callback: "the observer asked to stop"
    case .cancellation: "the task was cancelled"
    case .patience: "the validation loss no longer fell"
    }
  }
}

extension Status.Failure: CustomStringConvertible {
  /// A clause: what kept the method from going on.
  public var description: String {
    switch self {
    case .nonFiniteStart: "the objective or its gradient is NaN or infinite at the start"
    case .nonFinite: "the objective or its gradient became NaN or infinite; try shorter steps"
    case .lineSearch(let failure): "the line search found no acceptable step: \(failure)"
    case .notDescent: "the objective does not descend along its negative gradient"
    case .singular: "the damped equations stay singular"
    case .noProgress:
      "step after step was rejected though the gradient is not small; check the derivatives with gradcheck"
    case .dampingOverflow: "the damping grew beyond the range of numbers"
    }
  }
}
