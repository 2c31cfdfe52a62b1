// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Sum: ReductionPrimitive, Hashable {
  let axes: [Int]
  let keepsAxes: Bool

  let name = "sum"
  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .reduction(.sum, axes: axes) }
  func weights(at site: Application) -> Variable { 1 }

  func latex(of operand: String, along axes: String) -> String { "\\sum_{\(axes)} \(operand)" }
}

/// The sum over `axes`.
///
/// - Parameter keepingAxes: Whether the result keeps the summed axes with extent 1.
public func sum(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("sum", of: x, along: axes, file, line) { Sum(axes: $0, keepsAxes: keepingAxes) }
}
