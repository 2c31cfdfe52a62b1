// SPDX-License-Identifier: Apache-2.0

/// Why a line search from *θ* along *d* accepted no step length α. With φ(α) = *f*(*θ* + α*d*) the conditions
/// are those of Wolfe, `φ(α) ≤ φ(0) + c₁αφ′(0)` and `|φ′(α)| ≤ c₂|φ′(0)|`.
public enum LineSearchFailure: Sendable, Hashable {
  /// `φ(α) > φ(0) + c₁αφ′(0)`, or φ is NaN, at every α tried; the last of them is `stepLength`.
  case noDecrease(stepLength: Double)
  /// *f* decreased enough, but `|φ′(α)| > c₂|φ′(0)|` at every such α, the best being `stepLength`.
  case steepSlope(stepLength: Double)
  /// *f* kept falling up to the longest step allowed, `stepLength`: it may be unbounded below.
  case stillDescending(stepLength: Double)
}

extension LineSearchFailure: CustomStringConvertible {
  /// A clause: which condition failed, and at which step length.
  public var description: String {
    switch self {
    case .noDecrease(let step): "no decrease down to step length \(step)"
    case .steepSlope(let step): "the slope stays steep, at best at step length \(step)"
    case .stillDescending(let step): "the objective still falls at step length \(step)"
    }
  }
}
