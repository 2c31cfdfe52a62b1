// SPDX-License-Identifier: Apache-2.0

/// The row-major position of the largest element: the first of equal ones, or of the NaNs if there are any.
///
/// - Throws: `ShapeError` when there is no element.
public func argmax<S: Real>(_ x: Tensor<S>) throws(ShapeError) -> Int {
  guard x.count > 0 else { throw x.emptyError("argmax") }
  return positionsOfMaxima(x.scalars, ReductionLayout(all: x.count))[0]
}

/// The index along `axis` of the largest element, the first of equal ones or of the NaNs, for each position
/// of the other axes in row-major order.
///
/// - Throws: `ShapeError` when the axis is out of range, or there is no element to choose from.
public func argmax<S: Real>(_ x: Tensor<S>, along axis: Int) throws(ShapeError) -> [Int] {
  let axis = try Axes.some([axis]).resolved(for: x.shape, operation: "argmax")[0]
  let layout = ReductionLayout(x.shape, from: axis, through: axis)
  guard layout.extent > 0 || layout.outer * layout.inner == 0 else { throw x.emptyError("argmax") }
  return positionsOfMaxima(x.scalars, layout)
}

@specialized(where S == Double)
@specialized(where S == Float)
private func positionsOfMaxima<S: Real>(_ scalars: [S], _ layout: ReductionLayout) -> [Int] {
  var positions = Array(repeating: 0, count: layout.outer * layout.inner)
  for target in positions.indices {
    let start = target / layout.inner * layout.extent * layout.inner + target % layout.inner
    var best = scalars[start]
    for i in 1..<layout.extent where !best.isNaN {
      let candidate = scalars[start + i * layout.inner]
      if candidate > best || candidate.isNaN {
        best = candidate
        positions[target] = i
      }
    }
  }
  return positions
}
