// SPDX-License-Identifier: Apache-2.0

// Each function comes twice, for tensors and for numbers. The generic form for numbers gives way to the C
// library's own where that is imported too, so that the name is never ambiguous.

/// The exponential of each element.
public func exp<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.exp) }

/// The exponential function.
@_transparent
public func exp<S: Real>(_ x: S) -> S { .exp(x) }

/// The natural logarithm of each element.
public func log<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.log) }

/// The natural logarithm.
@_transparent
public func log<S: Real>(_ x: S) -> S { .log(x) }

/// The square root of each element; NaN where it is negative.
public func sqrt<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.sqrt) }

/// The square root; NaN for a negative number.
@_transparent
public func sqrt<S: Real>(_ x: S) -> S { x.squareRoot() }

/// The sine of each element, an angle in radians.
public func sin<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.sin) }

/// The sine of an angle in radians.
@_transparent
public func sin<S: Real>(_ x: S) -> S { .sin(x) }

/// The cosine of each element, an angle in radians.
public func cos<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.cos) }

/// The cosine of an angle in radians.
@_transparent
public func cos<S: Real>(_ x: S) -> S { .cos(x) }

/// The hyperbolic tangent of each element, in `-1...1`.
public func tanh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.tanh) }

/// The hyperbolic tangent, in `-1...1`.
@_transparent
public func tanh<S: Real>(_ x: S) -> S { .tanh(x) }

/// The absolute value of each element.
public func abs<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.abs) }

/// The logistic function `1 / (1 + exp(-x))` of each element, in `0...1`.
public func sigmoid<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.sigmoid) }

/// The logistic function `1 / (1 + exp(-x))`, in `0...1`.
///
/// The exponential is only taken of negative numbers: it cannot overflow, and small values keep their digits.
@inlinable
public func sigmoid<S: Real>(_ x: S) -> S {
  let decay = S.exp(-x.magnitude)
  return (x < 0 ? decay : 1) / (1 + decay)
}

/// The positive part `max(x, 0)` of each element.
public func relu<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.relu) }

/// The positive part `max(x, 0)`; NaN stays NaN.
@inlinable
public func relu<S: Real>(_ x: S) -> S { x <= 0 ? 0 : x }
