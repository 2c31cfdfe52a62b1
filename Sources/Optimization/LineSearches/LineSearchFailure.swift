// SPDX-License-Identifier: Apache-2.0

/// Which condition kept a line search from *θ* along *d* from accepting a step length α. With
/// φ(α) = *f*(*θ* + α*d*) the conditions are those of Wolfe, `φ(α) ≤ φ(0) + c₁αφ′(0)` and
/// `|φ′(α)| ≤ c₂|φ′(0)|`.
public enum LineSearchFailure: Error, Hashable {
  /// `φ(α) > φ(0) + c₁αφ′(0)`, or φ is NaN, at every α tried; the last of them is `stepLength`.
  case noDecrease(stepLength: Double)
  /// `φ′(α) < -c₂|φ′(0)|` up to the longest step tried, `stepLength`: *f* may be unbounded below.
  case stillDescending(stepLength: Double)
}

extension LineSearchFailure: CustomStringConvertible {
  /// A clause: which condition failed, and at which step length.
  public var description: String {
    switch self {
    case .noDecrease(let step): "no decrease down to step length \(step)"
    case .stillDescending(let step): "the objective still falls at step length \(step)"
    }
  }
}
