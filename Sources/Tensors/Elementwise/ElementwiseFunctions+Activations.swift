// SPDX-License-Identifier: Apache-2.0

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

/// The smooth positive part `log(1 + exp(x))` of each element.
public func softplus<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.softplus) }

/// The smooth positive part `log(1 + exp(x))`.
///
/// Written as `max(x, 0) + log(1 + exp(-|x|))`: it cannot overflow, and small values keep their digits.
@inlinable
public func softplus<S: Real>(_ x: S) -> S { relu(x) + S.log1p(S.exp(-x.magnitude)) }

/// The positive part `max(x, 0)` of each element.
public func relu<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.applying(.relu) }

/// The positive part `max(x, 0)`; NaN stays NaN.
@inlinable
public func relu<S: Real>(_ x: S) -> S { x <= 0 ? 0 : x }

/// Each element where it is positive, `slope` times it elsewhere.
public func leakyRelu<S: Real>(_ x: Tensor<S>, slope: S = 0.01) -> Tensor<S> {
  x.map { leakyRelu($0, slope: slope) }
}

/// `x` where it is positive, `slope · x` elsewhere.
@inlinable
public func leakyRelu<S: Real>(_ x: S, slope: S = 0.01) -> S { x > 0 ? x : slope * x }

/// Each element where it is positive, `alpha · (eˣ - 1)` elsewhere.
///
/// Clevert, Unterthiner and Hochreiter 2016, "Fast and accurate deep network learning by exponential linear units".
public func elu<S: Real>(_ x: Tensor<S>, alpha: S = 1) -> Tensor<S> { x.map { elu($0, alpha: alpha) } }

/// `x` where it is positive, `alpha · (eˣ - 1)` elsewhere.
@inlinable
public func elu<S: Real>(_ x: S, alpha: S = 1) -> S { x > 0 ? x : alpha * S.expm1(x) }

/// `x · Φ(x)` of each element, with the distribution function `Φ` of the standard normal distribution.
///
/// Hendrycks and Gimpel 2016, "Gaussian error linear units".
public func gelu<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.map { gelu($0) } }

/// `x · Φ(x)`, with the distribution function `Φ(x) = erfc(-x/√2) / 2` of the standard normal distribution.
@inlinable
public func gelu<S: Real>(_ x: S) -> S {
  let share = 0.5 * S.erfc(x * -S(0.5).squareRoot())
  return share == 0 ? 0 : x * share  // At -infinity too.
}

/// `x · sigmoid(x)` of each element, also called swish.
public func silu<S: Real>(_ x: Tensor<S>) -> Tensor<S> { x.map { silu($0) } }

/// `x · sigmoid(x)`, also called swish.
@inlinable
public func silu<S: Real>(_ x: S) -> S {
  let share = sigmoid(x)
  return share == 0 ? 0 : x * share  // At -infinity too.
}
