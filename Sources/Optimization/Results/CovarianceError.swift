// SPDX-License-Identifier: Apache-2.0

/// Why a fit has no covariance.
public enum CovarianceError: Error, Hashable {
  /// No degree of freedom is left to estimate the variance of the residuals from.
  case tooFewResiduals(residuals: Int, parameters: Int)
  /// The columns of the Jacobian are dependent: the data do not determine the parameters at the indices in
  /// `undetermined` beside the others.
  case rankDeficient(rank: Int, undetermined: [Int])
  /// The Jacobian at the best point holds NaN or infinity.
  case nonFiniteJacobian
}

extension CovarianceError: CustomStringConvertible {
  /// One line that says what is missing.
  public var description: String {
    switch self {
    case .tooFewResiduals(let residuals, let parameters):
      "\(residuals) residuals leave no degree of freedom beside \(parameters) parameters"
    case .rankDeficient(let rank, let undetermined):
      """
      the Jacobian has rank \(rank): the data do not determine the parameters at \(undetermined); \
      fix them or remove them from the model
      """
    case .nonFiniteJacobian: "the Jacobian holds NaN or infinity at the best point"
    }
  }
}
