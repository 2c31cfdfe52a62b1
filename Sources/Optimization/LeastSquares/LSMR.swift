// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Minimises `‖A·x - b‖² + λ‖x‖²` by products with `A` and `Aᵀ` alone.
///
/// Golub and Kahan's bidiagonalisation with the residual of the normal equations, `‖Aᵀ(b - A·x) - λx‖`, falling from
/// step to step, so that it may be stopped early. One product with either matrix a step, memory O(m + n). Fong and
/// Saunders 2011, SIAM J. Sci. Comput. 33, 2950-2971.
struct LSMR {
  /// λ.
  let damping: Double
  /// The fraction of its first value to which the residual of the normal equations is brought down.
  let tolerance: Double
  /// The most steps.
  let limit: Int
  /// `A·v`, `[m]`.
  let multiply: (Tensor<Double>) throws -> Tensor<Double>
  /// `Aᵀ·u`, `[n]`.
  let multiplyTransposed: (Tensor<Double>) throws -> Tensor<Double>

  /// `x` for a right-hand side `b`.
  ///
  /// - Parameter pulled: `Aᵀ·b`, where it is known.
  func solution(of b: Tensor<Double>, pulled: Tensor<Double>? = nil) throws -> Tensor<Double> {
    let length = b.norm
    var (u, beta) = (b.scaled(by: length > 0 ? 1 / length : 0), length)
    var v = try pulled?.scaled(by: length > 0 ? 1 / length : 0) ?? multiplyTransposed(u)
    var alpha = Self.normalize(&v)
    var x = Tensor<Double>.zeros(v.shape)
    guard alpha * beta > 0 else { return x }

    // The paper's names: ᾱ, ζ̄ and so on; h and h̄ are the directions that x is built of.
    var (alphaBar, zetaBar) = (alpha, alpha * beta)
    var (rho, rhoBar, cBar, sBar) = (1.0, 1.0, 1.0, 0.0)
    var (h, hBar) = (v, x)
    let goal = tolerance * zetaBar.magnitude
    for _ in 0..<limit where zetaBar.magnitude > goal {
      var next = try multiply(v)
      next.add(u, times: -alpha)
      beta = Self.normalize(&next)
      u = next
      next = try multiplyTransposed(u)
      next.add(v, times: -beta)
      alpha = Self.normalize(&next)
      v = next

      let alphaHat = (alphaBar * alphaBar + damping).squareRoot()
      let (rhoBefore, rhoBarBefore) = (rho, rhoBar)
      rho = Double.hypot(alphaHat, beta)
      let (c, s) = (alphaHat / rho, beta / rho)
      let theta = s * alpha
      alphaBar = c * alpha
      let thetaBar = sBar * rho
      rhoBar = Double.hypot(cBar * rho, theta)
      cBar = cBar * rho / rhoBar
      sBar = theta / rhoBar
      let zeta = cBar * zetaBar
      zetaBar *= -sBar
      guard zeta.isFinite, zetaBar.isFinite else { break }

      hBar.scale(by: -thetaBar * rho / (rhoBefore * rhoBarBefore))
      hBar.add(h, times: 1)
      x.add(hBar, times: zeta / (rho * rhoBar))
      h.scale(by: -theta / rho)
      h.add(v, times: 1)
    }
    return x
  }

  /// Scales a vector to length 1, unless it is 0, and returns the length it had.
  private static func normalize(_ vector: inout Tensor<Double>) -> Double {
    let length = vector.norm
    if length > 0 { vector.scale(by: 1 / length) }
    return length
  }
}
