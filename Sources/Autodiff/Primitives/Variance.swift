// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The variance `Σ (x - mean)² / (n - correction)` of the `n` elements along `axes`, in two passes.
///
/// - Parameters:
///   - correction: 0 for the variance of the elements themselves, 1 for the unbiased estimate from a sample; less
///     than `n`.
///   - keepingAxes: Whether the result keeps the axes with extent 1.
public func variance(
  _ x: Variable, along axes: Axes = .all, correction: Double = 0, keepingAxes: Bool = false,
  file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let (deviations, divisor) = deviations("variance", of: x, along: axes, correction, file, line)
  return sum(pow(deviations, 2), along: axes, keepingAxes: keepingAxes, file: file, line: line) / divisor
}

/// The standard deviation `√(Σ (x - mean)² / (n - correction))` of the `n` elements along `axes`, in two passes. Its
/// slopes where all elements are equal are taken as 0.
///
/// - Parameters:
///   - correction: 0 for the deviation of the elements themselves, 1 for the estimate from a sample; less than `n`.
///   - keepingAxes: Whether the result keeps the axes with extent 1.
public func standardDeviation(
  _ x: Variable, along axes: Axes = .all, correction: Double = 0, keepingAxes: Bool = false,
  file: StaticString = #fileID, line: UInt = #line
) -> Variable {
  let (deviations, divisor) = deviations("standardDeviation", of: x, along: axes, correction, file, line)
  return norm(deviations, along: axes, keepingAxes: keepingAxes, file: file, line: line)
    / divisor.squareRoot()
}

/// The elements less their mean along `axes`, and what is left of their number.
private func deviations(
  _ name: String, of x: Variable, along axes: Axes, _ correction: Double, _ file: StaticString, _ line: UInt
) -> (deviations: Variable, divisor: Double) {
  let total = reduction(name, of: x, along: axes, file, line) { Sum(axes: $0, keepsAxes: true) }
  let count = Double(x.shape.elementCount) / Double(total.shape.elementCount)
  guard count <= correction else { return (x - total / count, count - correction) }
  let reason = "of \(Int(count)) elements the correction \(correction) leaves none"
  return (fault(name, [x], reason, at: SourceLocation(file: file, line: line)), 1)
}
