// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// How much a residual counts: ρ(z) of its square in units of a scale, `z = (r/c)²`, with `ρ(z) ≈ z` near 0.
///
/// Large residuals count less than their squares, so that outliers do not drag a fit along. As in Ceres and SciPy:
/// Triggs, McLauchlan, Hartley and Fitzgibbon, *Bundle Adjustment — A Modern Synthesis*, 2000, section 4.3.
public enum RobustLoss: Sendable, Hashable, CaseIterable {
  /// `z` up to 1, then `2√z - 1`: convex, linear in large residuals (Huber 1964).
  case huber
  /// `2(√(1 + z) - 1)`: a smooth form of Huber's.
  case softL1
  /// `log(1 + z)`: outliers lose their weight, and minima may be several.
  case cauchy
  /// `(1 - (1 - z)³)/3` up to 1, then constant: outliers do not count at all (Tukey's biweight).
  case tukey
  /// `atan(z)`: bounded, too.
  case arctan

  /// ρ, ρ′ and ρ″ at `z ≥ 0`.
  func evaluated(at z: Double) -> (value: Double, first: Double, second: Double) {
    switch self {
    case .huber:
      if z <= 1 { return (z, 1, 0) }
      let root = z.squareRoot()
      return (2 * root - 1, 1 / root, -0.5 / (z * root))
    case .softL1:
      let root = (1 + z).squareRoot()
      return (2 * z / (root + 1), 1 / root, -0.5 / ((1 + z) * root))
    case .cauchy:
      return (Double.log1p(z), 1 / (1 + z), -1 / ((1 + z) * (1 + z)))
    case .tukey:
      if z >= 1 { return (1.0 / 3, 0, 0) }
      return (z * (1 - z + z * z / 3), (1 - z) * (1 - z), -2 * (1 - z))
    case .arctan:
      let square = 1 + z * z
      return (Double.atan(z), 1 / square, -2 * z / (square * square))
    }
  }
}
