// SPDX-License-Identifier: Apache-2.0

/// A mistake that students make, with the advice that goes with it.
public struct Mistake: Hashable, Sendable {
  /// A short name, the same in every report: `missing-transpose`.
  public let name: String
  /// What to look at: a sentence or two for the student. Never the solution.
  public let advice: String

  /// A mistake that a check can tell from others.
  public init(_ name: String, _ advice: String) {
    self.name = name
    self.advice = advice
  }
}

// What can be wrong in any exercise. An exercise declares its own mistakes beside its checks.
extension Mistake {
  /// The hole is not filled in.
  public static let notYet = Mistake("not-yet", "Fill in the hole in the answer's file.")
  /// The process stopped with a trap.
  public static let crashed = Mistake(
    "crashed", "The code stopped with a trap: an index out of range, an overflow, an empty array?")
  /// The process ended by itself before all checks had run.
  public static let ended = Mistake("ended", "The code ended the process itself. Return a result instead.")
  /// The time was up.
  public static let tooSlow = Mistake("too-slow", "The code did not end in time. Does every loop end?")
  /// The memory was used up.
  public static let tooLarge = Mistake("too-large", "The code asked for more memory than it is allowed.")
  /// The answer threw an error.
  public static let threw = Mistake("threw", "The code threw an error where there is an answer.")
  /// The result has the wrong shape.
  public static let wrongShape = Mistake(
    "wrong-shape", "A gradient has the shape of what it is the gradient by: one number for each element.")
  /// A number is not finite.
  public static let notFinite = Mistake(
    "not-finite", "The result is not finite. Look for a division by 0, an overflow, 0 times infinity.")
  /// The derivative is wrong in no way that is known.
  public static let wrongDerivative = Mistake(
    "wrong-derivative", "Derive it again on paper, one operation after the other, and compare each.")
  /// A value is wrong in no way that is known.
  public static let wrongValue = Mistake("wrong-value", "Compute a small case by hand and compare.")
  /// The argument plays no part.
  public static let stale = Mistake(
    "stale", "The result does not change with the argument. Is it computed once and kept?")
  /// Each entry has the wrong sign.
  public static let wrongSign = Mistake("wrong-sign", "The sign is wrong in each entry.")
  /// Each entry is wrong by the same factor.
  public static let constantFactor = Mistake(
    "constant-factor", "Each entry is wrong by the same factor. Look for a 2 from a square, or a count.")
  /// A matrix is transposed.
  public static let transposed = Mistake("transposed", "The result is the transpose of what it should be.")
  /// Contributions of repeated elements are not summed.
  public static let unsummedBroadcast = Mistake(
    "unsummed-broadcast",
    "What is repeated in the forward direction is summed in the backward direction.")
  /// One of several paths is not counted.
  public static let missingPath = Mistake(
    "missing-path", "A value that is used several times gets a contribution from each use. One is missing.")
  /// One of several paths is counted twice.
  public static let doubledPath = Mistake("doubled-path", "The contribution of one use is added twice.")
  /// Only one of several uses is counted.
  public static let overwritten = Mistake(
    "overwritten", "Only one use of a value is counted: add to its adjoint, do not overwrite it.")
  /// Zeros where the function depends on its argument.
  public static let detached = Mistake(
    "detached", "The derivative is 0, though the function depends on its argument.")
  /// Numbers where the function does not depend.
  public static let noDependence = Mistake(
    "no-dependence", "The derivative is not 0, though the function does not depend on its argument here.")
}
