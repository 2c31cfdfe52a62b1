// SPDX-License-Identifier: Apache-2.0
public import Autodiff
internal import Tensors

/// What the size of a parameter adds to an objective.
public enum Penalty: Hashable, Sendable {
  /// A factor times the sum of the magnitudes of the elements, which draws small ones to 0. Tibshirani, Regression
  /// shrinkage and selection via the lasso, 1996.
  case l1(Double)
  /// A factor times the sum of the squares of the elements. Hoerl and Kennard, Ridge regression, 1970.
  case l2(Double)
  /// Both. Zou and Hastie, Regularization and variable selection via the elastic net, 2005.
  case elasticNet(l1: Double, l2: Double)

  /// Records the penalty of a parameter.
  public func callAsFunction(_ x: Variable) -> Variable {
    switch self {
    case .l1(let factor): factor * sum(abs(x))
    case .l2(let factor): factor * sum(x * x)
    case .elasticNet(let l1, let l2): l1 * sum(abs(x)) + l2 * sum(x * x)
    }
  }
}
