// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The innermost loops of instructions that move and combine elements.
enum RowLoops {
  @inline(__always)
  static func copy<S: Real>(
    _ x: UnsafePointer<S>, _ xStride: Int, to y: UnsafeMutablePointer<S>, _ yStride: Int, _ count: Int
  ) {
    switch (xStride, yStride) {
    case (1, 1): y.update(from: x, count: count)
    case (0, 1): y.update(repeating: x[0], count: count)
    default: for i in 0..<count { y[i &* yStride] = x[i &* xStride] }
    }
  }

  @inline(__always)
  static func add<S: Real>(
    _ x: UnsafePointer<S>, _ xStride: Int, to y: UnsafeMutablePointer<S>, _ yStride: Int, _ count: Int
  ) {
    if xStride == 1, yStride == 1 {
      for i in 0..<count { y[i] += x[i] }
    } else {
      for i in 0..<count { y[i &* yStride] += x[i &* xStride] }
    }
  }

  @inline(__always)
  static func reduce<S: Real>(
    _ reduction: ReductionFunction, _ x: UnsafePointer<S>, _ xStride: Int, into y: UnsafeMutablePointer<S>,
    _ yStride: Int, _ count: Int
  ) {
    switch reduction {
    case .sum:
      if yStride == 0 { y[0] += sum(x, xStride, count) } else { add(x, xStride, to: y, yStride, count) }
    case .max:
      for i in 0..<count {
        let element = x[i &* xStride]
        if element > y[i &* yStride] || element.isNaN { y[i &* yStride] = element }
      }
    case .min:
      for i in 0..<count {
        let element = x[i &* xStride]
        if element < y[i &* yStride] || element.isNaN { y[i &* yStride] = element }
      }
    }
  }

  /// The sum in eight interleaved partial sums: quick, and the rounding error grows with count / 8.
  @inline(__always)
  static func sum<S: Real>(_ x: UnsafePointer<S>, _ stride: Int, _ count: Int) -> S {
    var partial: SIMD8<S> = .zero
    let whole = count & ~7
    var i = 0
    while i < whole {
      for lane in 0..<8 { partial[lane] += x[(i &+ lane) &* stride] }
      i &+= 8
    }
    var total = partial.sum()
    while i < count {
      total += x[i &* stride]
      i &+= 1
    }
    return total
  }
}
