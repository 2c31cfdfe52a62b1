// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The arithmetic mean over `axes`; NaN when there is nothing to average.
///
/// - Parameter keepingAxes: Whether the result keeps the averaged axes with extent 1.
public func mean(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  let total = reduction("mean", of: x, along: axes, file, line) { Sum(axes: $0, keepsAxes: keepingAxes) }
  return total * (Double(total.shape.elementCount) / Double(x.shape.elementCount))
}
