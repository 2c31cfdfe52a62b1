// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An operation that works element by element on operands that broadcast against each other.
///
/// The derivatives in both directions, batching and the shape follow from the slopes; conform to
/// `UnaryElementwise`, `BinaryElementwise` or `TernaryElementwise`.
public protocol ElementwisePrimitive: Primitive {
  /// The loops that compute it.
  var kernel: ElementwiseKernel { get }

  /// The partial derivative of the result by the `i`-th operand, in terms of operands and result; of the shape that
  /// the operands broadcast to, or a literal, which costs nothing when it is 0, 1 or -1.
  func slope(_ i: Int, at site: Application) -> Variable
}

extension ElementwisePrimitive {
  // A requirement answers in a few nanoseconds what a cast finds out in hundreds.
  public var elementwise: (any ElementwisePrimitive)? { self }

  public func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    var result = Shape.scalar
    for operand in operands {
      guard let common = result.broadcast(with: operand) else {
        throw ShapeError(
          name, operands, "the shapes do not broadcast: aligned at the last axis, extents must be equal or 1")
      }
      result = common
    }
    return result
  }

  public func lowering(of operands: [Shape], to result: Shape) -> Lowering { .elementwise(kernel) }

  public func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    for i in site.operands.indices {
      cotangents.add(to: i) { ElementwiseChain.product(gy, slope(i, at: site)) }
    }
  }

  public func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    var sum: Variable?
    for (i, tangent) in dx.enumerated() {
      guard let tangent, let term = ElementwiseChain.product(tangent, slope(i, at: site)) else { continue }
      sum = sum.map { $0 + term } ?? term
    }
    return sum?.broadcast(to: site.result.shape)
  }

  public func batched(_ batch: Batch) -> Variable { batch.operation(batch.alignedOperands) }
}

/// `y = f(x)`, element by element.
public protocol UnaryElementwise: ElementwisePrimitive {
  /// The function of one element.
  static func value<S: Real>(_ x: S) -> S
  /// Its derivative, in terms of `x` and `y`.
  static func slope(_ x: Variable, _ y: Variable) -> Variable
}

extension UnaryElementwise {
  @inlinable @inline(__always)
  public var kernel: ElementwiseKernel {
    ElementwiseKernel(
      double: .unary { x, xStride, y, count in for i in 0..<count { y[i] = Self.value(x[i &* xStride]) } },
      float: .unary { x, xStride, y, count in for i in 0..<count { y[i] = Self.value(x[i &* xStride]) } })
  }

  public func slope(_ i: Int, at site: Application) -> Variable { Self.slope(site.operands[0], site.result) }
}

/// `y = f(a, b)`, element by element.
public protocol BinaryElementwise: ElementwisePrimitive {
  /// The function of a pair of elements.
  static func value<S: Real>(_ a: S, _ b: S) -> S
  /// Its partial derivative by `a`.
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable
  /// Its partial derivative by `b`.
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable
}

extension BinaryElementwise {
  @inlinable @inline(__always)
  public var kernel: ElementwiseKernel {
    ElementwiseKernel(
      double: .binary { a, aStride, b, bStride, y, count in
        for i in 0..<count { y[i] = Self.value(a[i &* aStride], b[i &* bStride]) }
      },
      float: .binary { a, aStride, b, bStride, y, count in
        for i in 0..<count { y[i] = Self.value(a[i &* aStride], b[i &* bStride]) }
      })
  }

  public func slope(_ i: Int, at site: Application) -> Variable {
    i == 0
      ? Self.leftSlope(site.operands[0], site.operands[1], site.result)
      : Self.rightSlope(site.operands[0], site.operands[1], site.result)
  }
}
