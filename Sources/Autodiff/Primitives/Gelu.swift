// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `x · Φ(x)` of each element, with the distribution function `Φ(x) = erfc(-x/√2) / 2` of the standard normal
/// distribution.
///
/// Hendrycks and Gimpel 2016, "Gaussian error linear units".
public func gelu(_ x: Variable) -> Variable {
  // The complement keeps the digits of a small share; a share of 0 is 0 of -infinity, too.
  ElementwiseChain.operation(x, 0.5 * erfc(x * -0.5.squareRoot()))
}
