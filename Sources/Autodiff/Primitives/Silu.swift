// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `x · sigmoid(x)` of each element, also called swish.
public func silu(_ x: Variable) -> Variable {
  // A share of 0 is 0 of -infinity, too.
  ElementwiseChain.operation(x, sigmoid(x))
}
