// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors

// Primitives as a user writes them, each with one mistake in its derivatives.

/// `x³` with the slope of `1.01·x³`.
struct SteepCube: UnaryElementwise {
  let name = "cube"
  static func value<S: Real>(_ x: S) -> S { x * x * x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 3.03 * x * x }
}

/// `1/x` whose slope lost its sign.
struct SignlessReciprocal: UnaryElementwise {
  let name = "reciprocal"
  static func value<S: Real>(_ x: S) -> S { 1 / x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { y * y }
}

/// `a·b² + a` that forgets the second term in the slope by `a`.
struct ForgetfulProduct: BinaryElementwise {
  let name = "product"
  static func value<S: Real>(_ a: S, _ b: S) -> S { a * b * b + a }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { b * b }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 2 * a * b }
}

/// `a·b²` that passes nothing back to `b`.
struct DetachingProduct: BinaryElementwise {
  let name = "product"
  static func value<S: Real>(_ a: S, _ b: S) -> S { a * b * b }
  static func leftSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { b * b }
  static func rightSlope(_ a: Variable, _ b: Variable, _ y: Variable) -> Variable { 0 }
}

/// The product of two square matrices, whose pullback to the left one comes out transposed.
struct TransposedProduct: Primitive {
  let name = "product"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }
  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .product([]) }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let (a, b) = (site.operands[0], site.operands[1])
    cotangents.add(to: 0) { matmul(b, gy, transposing: .right) }
    cotangents.add(to: 1) { matmul(a, gy, transposing: .left) }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }
}

/// The square of each element, with a right pullback and a pushforward that forgets the factor 2.
struct HalfPushedSquare: Primitive {
  let name = "square"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    .elementwise(
      ElementwiseKernel(
        double: .unary { x, stride, y, count in for i in 0..<count { y[i] = x[i * stride] * x[i * stride] } },
        float: .unary { x, stride, y, count in for i in 0..<count { y[i] = x[i * stride] * x[i * stride] } }))
  }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { gy * (2 * site.operands[0]) }
  }

  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    dx[0].map { $0 * site.operands[0] }
  }

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }
}
