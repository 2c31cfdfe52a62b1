// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Norm: ReductionPrimitive, Hashable {
  let axes: [Int]
  let keepsAxes: Bool

  let name = "norm"

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let lanes = LaneGeometry(operands[0], axes: axes)
    return .custom(CustomKernel(double: { lanes.norm($0[0], $1) }, float: { lanes.norm($0[0], $1) }))
  }

  func weights(at site: Application) -> Variable {
    site.operands[0] / safeLength(spread(site.result, at: site))
  }

  // Of one element it is the absolute value, of more it comes to a point at 0.
  func decisions(at site: Application) -> [Variable] {
    site.operands[0].shape.elementCount == site.result.shape.elementCount ? site.operands : [site.result]
  }

  func latex(of operand: String, along axes: String) -> String {
    "\\left\\|\(operand)\\right\\|_{\(axes)}"
  }
}

/// The Euclidean norm `√(Σ x²)` over `axes`, without overflow or underflow on the way. Its slopes where every element
/// is 0 are taken as 0.
///
/// - Parameter keepingAxes: Whether the result keeps the axes with extent 1.
public func norm(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("norm", of: x, along: axes, file, line) { Norm(axes: $0, keepsAxes: keepingAxes) }
}

extension LaneGeometry {
  fileprivate func norm<S: Real>(_ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>) {
    for (lane, start) in starts.enumerated() { y[lane] = norm(of: x, inLaneAt: start) }
  }

  private func norm<S: Real>(of x: UnsafeBufferPointer<S>, inLaneAt start: Int) -> S {
    func sum(of term: (S) -> S) -> S { offsets.reduce(0) { $0 + term(x[start + $1]) } }
    let squares = sum { $0 * $0 }
    // Above the bound, what the squares lost by underflow is less than rounding.
    if squares.isFinite, squares > S.leastNormalMagnitude / S.ulpOfOne { return squares.squareRoot() }
    let largest: S = offsets.reduce(0) { largest, offset in
      let size = x[start + offset].magnitude
      return size > largest || size.isNaN ? size : largest
    }
    guard largest > 0, largest.isFinite else { return largest }
    return largest * sum { ($0 / largest) * ($0 / largest) }.squareRoot()
  }
}
