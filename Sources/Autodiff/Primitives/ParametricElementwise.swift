// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// `y = f(x)`, element by element, where `f` has attributes.
protocol ParametricElementwise: ElementwisePrimitive {
  /// The function of one element.
  func value<S: Real>(_ x: S) -> S
  /// Its derivative, in terms of `x` and `y`.
  func slope(_ x: Variable, _ y: Variable) -> Variable
}

extension ParametricElementwise {
  var kernel: ElementwiseKernel { loops }

  /// The kernel that calls `value` for each element.
  @inline(__always)
  var loops: ElementwiseKernel {
    ElementwiseKernel(
      double: .unary { x, xStride, y, count in for i in 0..<count { y[i] = value(x[i &* xStride]) } },
      float: .unary { x, xStride, y, count in for i in 0..<count { y[i] = value(x[i &* xStride]) } })
  }

  func slope(_ i: Int, at site: Application) -> Variable { slope(site.operands[0], site.result) }
}
