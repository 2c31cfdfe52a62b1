// SPDX-License-Identifier: Apache-2.0

/// The sum of all elements, by pairwise summation: the rounding error grows with the logarithm of the count.
///
/// Higham 1993, "The accuracy of floating point summation", SIAM J. Sci. Comput. 14.
public func sum<S: Real>(_ x: Tensor<S>) -> S { x.reduced(by: .sum) }

/// The sums along `axes`, pairwise as over all elements; the axes stay, of extent 1, if `keepingAxes`.
///
/// - Throws: `ShapeError` when an axis is out of range or listed twice.
public func sum<S: Real>(_ x: Tensor<S>, along axes: Axes, keepingAxes: Bool = false) throws(ShapeError)
  -> Tensor<S>
{
  try x.reduced(by: .sum, along: axes, keepingAxes: keepingAxes, operation: "sum")
}

/// The mean of all elements, by pairwise summation; NaN, as 0 / 0 is, of none.
public func mean<S: Real>(_ x: Tensor<S>) -> S { sum(x) / S(x.count) }

/// The means along `axes`, by pairwise summation; the axes stay, of extent 1, if `keepingAxes`.
///
/// - Throws: `ShapeError` when an axis is out of range or listed twice.
public func mean<S: Real>(_ x: Tensor<S>, along axes: Axes, keepingAxes: Bool = false) throws(ShapeError)
  -> Tensor<S>
{
  let sums = try x.reduced(by: .sum, along: axes, keepingAxes: keepingAxes, operation: "mean")
  return sums.count == 0 ? sums : sums / S(x.count / sums.count)
}

/// The largest element; NaN if there is a NaN.
///
/// - Throws: `ShapeError` when there is no element.
public func max<S: Real>(_ x: Tensor<S>) throws(ShapeError) -> S {
  guard x.count > 0 else { throw x.emptyError("max") }
  return x.reduced(by: .max)
}

/// The largest elements along `axes`, NaN where there is a NaN; the axes stay, of extent 1, if `keepingAxes`.
///
/// - Throws: `ShapeError` when an axis is out of range or listed twice, or there is no element to choose from.
public func max<S: Real>(_ x: Tensor<S>, along axes: Axes, keepingAxes: Bool = false) throws(ShapeError)
  -> Tensor<S>
{
  try x.reduced(by: .max, along: axes, keepingAxes: keepingAxes, operation: "max")
}

/// The smallest element; NaN if there is a NaN.
///
/// - Throws: `ShapeError` when there is no element.
public func min<S: Real>(_ x: Tensor<S>) throws(ShapeError) -> S {
  guard x.count > 0 else { throw x.emptyError("min") }
  return x.reduced(by: .min)
}

/// The smallest elements along `axes`, NaN where there is a NaN; the axes stay, of extent 1, if `keepingAxes`.
///
/// - Throws: `ShapeError` when an axis is out of range or listed twice, or there is no element to choose from.
public func min<S: Real>(_ x: Tensor<S>, along axes: Axes, keepingAxes: Bool = false) throws(ShapeError)
  -> Tensor<S>
{
  try x.reduced(by: .min, along: axes, keepingAxes: keepingAxes, operation: "min")
}
