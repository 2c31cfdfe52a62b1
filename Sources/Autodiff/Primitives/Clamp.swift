// SPDX-License-Identifier: Apache-2.0
internal import Tensors

struct Clamp: ParametricElementwise, Hashable {
  let range: ClosedRange<Double>

  let name = "clamp"
  func value<S: Real>(_ x: S) -> S { clamp(x, to: S(range.lowerBound)...S(range.upperBound)) }
  func slope(_ x: Variable, _ y: Variable) -> Variable {
    (x > Variable(range.lowerBound)) * (x < Variable(range.upperBound))
  }

  func decisions(at site: Application) -> [Variable] {
    [range.lowerBound, range.upperBound].map { site.operands[0] - $0 }
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "clamp(\(operands[0]), to: \(range))"
      : "\\operatorname{clamp}_{[\(range.lowerBound), \(range.upperBound)]}\\left(\(operands[0])\\right)"
  }
}

/// The nearest number of a range to each element. Its slope at the bounds is taken as 0, as it is beyond them.
public func clamp(_ x: Variable, to range: ClosedRange<Double>) -> Variable {
  Operation(Clamp(range: range))(x)
}
