// SPDX-License-Identifier: Apache-2.0

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

/// The tangent of each element, an angle in radians.
public func tan<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.tan) }

/// The tangent of an angle in radians.
@_transparent
public func tan<S: Real>(_ x: S) -> S { .tan(x) }

/// The angle in `-π/2...π/2` whose sine is each element; NaN outside of `-1...1`.
public func asin<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.asin) }

/// The angle in `-π/2...π/2` whose sine is `x`; NaN outside of `-1...1`.
@_transparent
public func asin<S: Real>(_ x: S) -> S { .asin(x) }

/// The angle in `0...π` whose cosine is each element; NaN outside of `-1...1`.
public func acos<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.acos) }

/// The angle in `0...π` whose cosine is `x`; NaN outside of `-1...1`.
@_transparent
public func acos<S: Real>(_ x: S) -> S { .acos(x) }

/// The angle in `-π/2...π/2` whose tangent is each element.
public func atan<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.atan) }

/// The angle in `-π/2...π/2` whose tangent is `x`.
@_transparent
public func atan<S: Real>(_ x: S) -> S { .atan(x) }
