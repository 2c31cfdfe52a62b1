// SPDX-License-Identifier: Apache-2.0

/// What second-order methods take for the Hessian of a risk.
public enum RiskCurvature: Hashable, Sendable {
  /// The Hessian.
  case exact
  /// The generalised Gauss-Newton matrix: the Hessian as if outputs were linear in the parameters. It has no negative
  /// curvature when the loss has none, as squared errors and cross entropies have not.
  case gaussNewton
}
