// SPDX-License-Identifier: Apache-2.0

// The form with a number cannot fail; the one with two tensors is disfavoured, so that a literal is a number.
// Only NaN differs from itself: a test that the compiler turns into a blend of lanes.

/// The first operand to the power of the second, element by element.
///
/// - Throws: `ShapeError` when the shapes do not broadcast.
@_disfavoredOverload
public func pow<S: Real>(_ x: Tensor<S>, _ y: Tensor<S>) throws(ShapeError) -> Tensor<S> {
  try .combining(x, y, by: .power)
}

/// `x` to the power `y`, element by element.
public func pow<S: Real>(_ x: Tensor<S>, _ y: S) -> Tensor<S> {
  .combining(x, Tensor(y), to: x.shape, by: .power)
}

/// `x` to the power `y`.
@inlinable
public func pow<S: Real>(_ x: S, _ y: S) -> S { .pow(x, y) }

/// The angle in `-π...π` of the points with ordinates `y` and abscissas `x`, element by element.
///
/// - Throws: `ShapeError` when the shapes do not broadcast.
@_disfavoredOverload
public func atan2<S: Real>(_ y: Tensor<S>, _ x: Tensor<S>) throws(ShapeError) -> Tensor<S> {
  try .combining(y, x, by: .atan2)
}

/// The angle in `-π...π` of the point with ordinate `y` and abscissa `x`.
@inlinable
public func atan2<S: Real>(_ y: S, _ x: S) -> S { .atan2(y, x) }

/// `√(x² + y²)`, element by element, without overflow or underflow on the way.
///
/// - Throws: `ShapeError` when the shapes do not broadcast.
@_disfavoredOverload
public func hypot<S: Real>(_ x: Tensor<S>, _ y: Tensor<S>) throws(ShapeError) -> Tensor<S> {
  try .combining(x, y, by: .hypot)
}

/// `√(x² + y²)`, without overflow or underflow on the way.
@inlinable
public func hypot<S: Real>(_ x: S, _ y: S) -> S { .hypot(x, y) }

/// The larger of the two elements, element by element; NaN where either is NaN.
///
/// - Throws: `ShapeError` when the shapes do not broadcast.
@_disfavoredOverload
public func maximum<S: Real>(_ x: Tensor<S>, _ y: Tensor<S>) throws(ShapeError) -> Tensor<S> {
  try .combining(x, y, by: .maximum)
}

/// The larger of each element and `y`; NaN where either is NaN.
public func maximum<S: Real>(_ x: Tensor<S>, _ y: S) -> Tensor<S> {
  .combining(x, Tensor(y), to: x.shape, by: .maximum)
}

/// The larger of two numbers; NaN where either is NaN.
@inlinable
public func maximum<S: Real>(_ x: S, _ y: S) -> S {
  let chosen = x > y ? x : y
  return x == x ? chosen : x
}

/// The smaller of the two elements, element by element; NaN where either is NaN.
///
/// - Throws: `ShapeError` when the shapes do not broadcast.
@_disfavoredOverload
public func minimum<S: Real>(_ x: Tensor<S>, _ y: Tensor<S>) throws(ShapeError) -> Tensor<S> {
  try .combining(x, y, by: .minimum)
}

/// The smaller of each element and `y`; NaN where either is NaN.
public func minimum<S: Real>(_ x: Tensor<S>, _ y: S) -> Tensor<S> {
  .combining(x, Tensor(y), to: x.shape, by: .minimum)
}

/// The smaller of two numbers; NaN where either is NaN.
@inlinable
public func minimum<S: Real>(_ x: S, _ y: S) -> S {
  let chosen = x < y ? x : y
  return x == x ? chosen : x
}
