// SPDX-License-Identifier: Apache-2.0
public import Tensors

struct Product: ReductionPrimitive, Hashable {
  let axes: [Int]
  let keepsAxes: Bool

  let name = "product"

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let lanes = LaneGeometry(operands[0], axes: axes)
    return .custom(CustomKernel(double: { lanes.product($0[0], $1) }, float: { lanes.product($0[0], $1) }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: axes)
  }

  func latex(of operand: String, along axes: String) -> String { "\\prod_{\(axes)} \(operand)" }

  // What each element is multiplied by. Dividing the product by the element would fail at 0.
  func weights(at site: Application) -> Variable {
    let x = site.operands[0]
    let length = axes.reduce(1) { $0 * x.shape[$1] }
    guard length > 1, x.shape.elementCount > 0 else { return 1 }
    // The axes multiplied over become the last one.
    let order = (0..<x.rank).filter { !axes.contains($0) } + axes
    let moved = x.transposed(order)
    let others = productsOfOthers(moved.reshaped(to: [x.shape.elementCount / length, length]))
    return others.reshaped(to: moved.shape).transposed(order.indices.sorted { order[$0] < order[$1] })
  }
}

/// For each element of a row, the product of the row's other elements.
///
/// The elements are multiplied in pairs, the pairs in pairs and so on; on the way back each half of a pair is handed
/// what is outside of the pair times its other half. Every step is a product of slices, O(count) elements in all.
private func productsOfOthers(_ x: Variable) -> Variable {
  let (rows, count) = (x.shape[0], x.shape[1])
  let half = count / 2
  func part(_ x: Variable, from start: Int, _ count: Int) -> Variable {
    slice(x, at: [0, start], [rows, count])
  }

  let (left, right) = (part(x, from: 0, half), part(x, from: half, half))
  guard count > 2 else { return concatenate([right, left], along: 1) }
  let rest = part(x, from: 2 * half, count % 2)
  let pairs = left * right
  let outside = productsOfOthers(count % 2 == 0 ? pairs : concatenate([pairs, rest], along: 1))
  let outsideOfPairs = part(outside, from: 0, half)
  let parts = [outsideOfPairs * right, outsideOfPairs * left]
  return concatenate(parts + (count % 2 == 0 ? [] : [part(outside, from: half, 1)]), along: 1)
}

/// The product over `axes`; 1 of nothing. Its slopes are right where elements are 0, too.
///
/// - Parameter keepingAxes: Whether the result keeps the axes with extent 1.
public func product(
  _ x: Variable, along axes: Axes = .all, keepingAxes: Bool = false, file: StaticString = #fileID,
  line: UInt = #line
) -> Variable {
  reduction("product", of: x, along: axes, file, line) { Product(axes: $0, keepsAxes: keepingAxes) }
}

extension LaneGeometry {
  fileprivate func product<S: Real>(_ x: UnsafeBufferPointer<S>, _ y: UnsafeMutableBufferPointer<S>) {
    forEachLane { lane, offsets in
      offsets.reduce(1) { $0 * x[lane + $1] }
    } store: {
      y[$0] = $1
    }
  }
}
