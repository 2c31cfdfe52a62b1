// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Norm: ReductionPrimitive, Hashable {
  let axes: [Int]
  let keepsAxes: Bool

  let name = "norm"

  // The elements are divided by the largest first, so that no square overflows or underflows; not when it is 0 or
  // infinite.
  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    if operands[0].elementCount == 0 { return .composition { _ in Variable(0).broadcast(to: result) } }
    return .composition { [axes] x in
      let largest = max(abs(x[0]), along: .some(axes), keepingAxes: true)
      let scale = select((largest > 0) * (largest < Variable(.infinity)), largest, 1)
      let squares = pow(x[0] / scale, 2)
      return (scale * sqrt(sum(squares, along: .some(axes), keepingAxes: true))).reshaped(to: result)
    }
  }

  func weights(at site: Application) -> Variable {
    site.operands[0] / safeLength(spread(site.result, at: site))
  }

  // Of one element it is the absolute value, of more it comes to a point at 0.
  func decisions(at site: Application) -> [Variable] {
    site.operands[0].shape.elementCount == site.result.shape.elementCount
      ? Array(site.operands) : [site.result]
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
