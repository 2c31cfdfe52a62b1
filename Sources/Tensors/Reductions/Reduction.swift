// SPDX-License-Identifier: Apache-2.0

/// A tensor seen as `[outer, extent, inner]`, to be reduced along the middle axis.
struct ReductionLayout {
  var outer: Int
  var extent: Int
  var inner: Int

  /// All elements in one run.
  init(all count: Int) { (outer, extent, inner) = (1, count, 1) }

  /// The axes `first...last` of `shape` as the middle axis.
  init(_ shape: Shape, from first: Int, through last: Int) {
    outer = shape.extents[..<first].reduce(1, *)
    extent = shape.extents[first...last].reduce(1, *)
    inner = shape.extents[(last + 1)...].reduce(1, *)
  }
}

/// The reductions of numbers to one number.
enum Reduction: String {
  case sum, max, min

  /// Writes the reduction along the middle axis of `layout` to `target`, `[outer, inner]`.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  func apply<Scalar: Real>(
    _ source: UnsafePointer<Scalar>, _ layout: ReductionLayout, to target: UnsafeMutablePointer<Scalar>
  ) {
    switch self {
    case .sum:
      for outer in 0..<layout.outer {
        let source = source + outer * layout.extent * layout.inner
        let target = target + outer * layout.inner
        if layout.inner == 1 {
          target.pointee = pairwiseSum(source, layout.extent)
        } else {
          pairwiseSum(ofRows: source, layout.extent, width: layout.inner, to: target)
        }
      }
    case .max: fold(source, layout, to: target, maximum)
    case .min: fold(source, layout, to: target, minimum)
    }
  }
}

/// Folds along the middle axis of `layout`, of extent 1 or more.
@inline(__always)
private func fold<Scalar: Real>(
  _ source: UnsafePointer<Scalar>, _ layout: ReductionLayout, to target: UnsafeMutablePointer<Scalar>,
  _ combine: (Scalar, Scalar) -> Scalar
) {
  for outer in 0..<layout.outer {
    let source = source + outer * layout.extent * layout.inner
    let target = target + outer * layout.inner
    if layout.inner == 1 {
      var value = source.pointee
      for i in 1..<layout.extent { value = combine(value, source[i]) }
      target.pointee = value
    } else {
      target.update(from: source, count: layout.inner)
      for row in 1..<layout.extent {
        let source = source + row * layout.inner
        for i in 0..<layout.inner { target[i] = combine(target[i], source[i]) }
      }
    }
  }
}

extension Tensor {
  /// The reduction of all elements to one number; the largest or smallest needs at least one element.
  func reduced(by reduction: Reduction) -> Scalar {
    folded(by: reduction, [ReductionLayout(all: count)])[0]
  }

  /// The reduction along `axes`, which stay as axes of extent 1 if `keepingAxes`.
  ///
  /// - Throws: `ShapeError` on behalf of `operation` when the axes do not fit, or there is no element to choose from.
  func reduced(by reduction: Reduction, along axes: Axes, keepingAxes: Bool, operation: String)
    throws(ShapeError) -> Tensor
  {
    let axes = try axes.resolved(for: shape, operation: operation)
    // Neighbouring axes are reduced as one, the last first.
    var layouts: [ReductionLayout] = []
    var extents = shape.extents
    var rest = axes[...]
    while let last = rest.popLast() {
      var first = last
      while rest.last == first - 1 { first = rest.removeLast() }
      layouts.append(ReductionLayout(Shape(extents), from: first, through: last))
      for axis in first...last { extents[axis] = 1 }
    }
    if !keepingAxes { extents = extents.indices.filter { !axes.contains($0) }.map { extents[$0] } }
    let shape = Shape(extents)
    guard reduction == .sum || count > 0 || shape.elementCount == 0 else { throw emptyError(operation) }
    return Tensor(unchecked: folded(by: reduction, layouts), shape: shape)
  }

  /// Reduces along each layout's middle axis in turn.
  private func folded(by reduction: Reduction, _ layouts: [ReductionLayout]) -> [Scalar] {
    var values = scalars
    for layout in layouts {
      let count = layout.outer * layout.inner
      values = values.withUnsafeBufferPointer { source in
        [Scalar](unsafeUninitializedCapacity: count) { target, initialized in
          target.initialize(repeating: 0)
          if let source = source.baseAddress, let target = target.baseAddress, layout.extent > 0 {
            reduction.apply(source, layout, to: target)
          }
          initialized = count
        }
      }
    }
    return values
  }

  func emptyError(_ operation: String) -> ShapeError {
    ShapeError(operation, [shape], "there is no element to choose from")
  }
}
