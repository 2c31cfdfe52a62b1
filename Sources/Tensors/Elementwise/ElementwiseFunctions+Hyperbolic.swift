// SPDX-License-Identifier: Apache-2.0

/// The hyperbolic sine of each element.
public func sinh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.sinh) }

/// The hyperbolic sine.
@_transparent
public func sinh<S: Real>(_ x: S) -> S { .sinh(x) }

/// The hyperbolic cosine of each element.
public func cosh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.cosh) }

/// The hyperbolic cosine.
@_transparent
public func cosh<S: Real>(_ x: S) -> S { .cosh(x) }

/// The hyperbolic tangent of each element, in `-1...1`.
public func tanh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.tanh) }

/// The hyperbolic tangent, in `-1...1`.
@_transparent
public func tanh<S: Real>(_ x: S) -> S { .tanh(x) }

/// The inverse of the hyperbolic sine, of each element.
public func asinh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.asinh) }

/// The inverse of the hyperbolic sine.
@_transparent
public func asinh<S: Real>(_ x: S) -> S { .asinh(x) }

/// The inverse of the hyperbolic cosine, of each element: at least 0, NaN below 1.
public func acosh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.acosh) }

/// The inverse of the hyperbolic cosine: at least 0, NaN below 1.
@_transparent
public func acosh<S: Real>(_ x: S) -> S { .acosh(x) }

/// The inverse of the hyperbolic tangent, of each element; NaN outside of `-1...1`.
public func atanh<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.atanh) }

/// The inverse of the hyperbolic tangent; NaN outside of `-1...1`.
@_transparent
public func atanh<S: Real>(_ x: S) -> S { .atanh(x) }
