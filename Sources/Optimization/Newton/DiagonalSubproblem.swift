// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The minimum of `sᵀp + ½ Σ vᵢpᵢ²` within `‖p‖ ≤ Δ`: the trust-region problem in the coordinates of the eigenvectors.
///
/// With `p(λ)ᵢ = -sᵢ/(vᵢ + λ)`, the minimum has a `λ ≥ 0`, `λ ≥ -v₀`, for which `p(λ)` is no longer than Δ, and as long
/// unless λ is 0. Where even the least such λ gives a shorter step, no slope leads along the lowest curvature (the
/// hard case), and the rest of the way goes along that.
/// Moré and Sorensen 1983, SIAM J. Sci. Stat. Comput. 4; Conn, Gould and Toint, *Trust-Region Methods*, section 7.3.
struct DiagonalSubproblem {
  /// vᵢ, ascending; at least one.
  let curvatures: [Double]
  /// sᵢ.
  let slopes: [Double]

  struct Solution {
    var step: [Double]
    /// λ.
    var shift: Double
    /// How much the model falls: `½ Σ (vᵢ + λ)pᵢ² + ½ λ‖p‖²`.
    var decrease: Double
  }

  /// The minimum within `radius`, positive.
  func solution(within radius: Double) -> Solution {
    let lowest = curvatures[0]
    // The unknown is μ = λ + v₀ and the gaps vᵢ - v₀ are the data: close to the hard case, where λ agrees with -v₀ to
    // many digits, those are the digits that count.
    let gaps = curvatures.map { $0 - lowest }
    let least = max(0, lowest)
    // No element of the step is longer than the radius.
    var shift = zip(slopes, gaps).reduce(least) { max($0, $1.0.magnitude / radius - $1.1) }
    var step = self.step(gaps, shift)
    var length = Tensor(step).norm
    // Newton's method for 1/‖p‖ = 1/Δ, a concave function of μ: from where the step is too long it rises to the root.
    while length > radius {
      let slope = zip(step, gaps).reduce(0) { sum, element in
        let part = element.0 / length
        return part == 0 ? sum : sum + part * part / (element.1 + shift)
      }
      let next = shift + (length - radius) / radius / slope
      guard next > shift, next.isFinite else { break }
      shift = next
      step = self.step(gaps, shift)
      length = Tensor(step).norm
    }
    if shift == 0, lowest < 0, length < radius {
      let rest = (radius - length).squareRoot() * (radius + length).squareRoot()
      step[0] = Double(signOf: -slopes[0], magnitudeOf: rest)
    }
    let damping = max(0, shift - lowest)
    let decrease = zip(step, gaps).reduce(0) { $0 + $1.0 * (($1.1 + shift + damping) * $1.0) } / 2
    return Solution(step: step, shift: damping, decrease: decrease)
  }

  private func step(_ gaps: [Double], _ shift: Double) -> [Double] {
    zip(slopes, gaps).map { slope, gap in slope == 0 ? 0 : -slope / (gap + shift) }
  }
}
