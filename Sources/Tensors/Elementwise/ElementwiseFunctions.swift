// SPDX-License-Identifier: Apache-2.0

// Each function comes twice, for tensors and for numbers. The generic form for numbers gives way to the C
// library's own where that is imported too, so that the name is never ambiguous.

/// The exponential of each element.
public func exp<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.exp) }

/// The exponential function.
@_transparent
public func exp<S: Real>(_ x: S) -> S { .exp(x) }

/// `eˣ - 1` of each element, accurate near 0 too.
public func expm1<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.expm1) }

/// `eˣ - 1`, accurate near 0 too.
@_transparent
public func expm1<S: Real>(_ x: S) -> S { .expm1(x) }

/// The natural logarithm of each element.
public func log<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.log) }

/// The natural logarithm.
@_transparent
public func log<S: Real>(_ x: S) -> S { .log(x) }

/// `log(1 + x)` of each element, accurate near 0 too.
public func log1p<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.log1p) }

/// `log(1 + x)`, accurate near 0 too.
@_transparent
public func log1p<S: Real>(_ x: S) -> S { .log1p(x) }

/// The square root of each element; NaN where it is negative.
public func sqrt<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.sqrt) }

/// The square root; NaN for a negative number.
@_transparent
public func sqrt<S: Real>(_ x: S) -> S { x.squareRoot() }

/// 1 over each element.
public func reciprocal<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.reciprocal) }

/// 1 over a number.
@inlinable
public func reciprocal<S: Real>(_ x: S) -> S { 1 / x }

/// The absolute value of each element.
public func abs<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.abs) }

/// The sign of each element: 1, -1, or 0 for 0.
public func sign<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.sign) }

/// The sign: 1, -1, or 0 for 0; NaN stays NaN.
@inlinable
public func sign<S: Real>(_ x: S) -> S { x > 0 ? 1 : x < 0 ? -1 : x }

/// The nearest number of a range to each element.
public func clamp<S: Real>(_ x: Tensor<S>, to range: ClosedRange<S>) -> Tensor<S> {
  x.map { clamp($0, to: range) }
}

/// The nearest number of a range; NaN stays NaN.
@inlinable
public func clamp<S: Real>(_ x: S, to range: ClosedRange<S>) -> S {
  let raised = x < range.lowerBound ? range.lowerBound : x
  return raised > range.upperBound ? range.upperBound : raised
}

/// The error function `2/√π · ∫₀ˣ exp(-t²) dt` of each element.
public func erf<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.erf) }

/// The error function `2/√π · ∫₀ˣ exp(-t²) dt`.
@_transparent
public func erf<S: Real>(_ x: S) -> S { .erf(x) }

/// `1 - erf(x)` of each element, accurate where that is near 0 too.
public func erfc<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.erfc) }

/// `1 - erf(x)`, accurate where that is near 0 too.
@_transparent
public func erfc<S: Real>(_ x: S) -> S { .erfc(x) }
