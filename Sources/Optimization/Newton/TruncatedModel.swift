// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The quadratic model by Hessian-vector products, minimised by conjugate gradients that stop at the boundary.
///
/// Steihaug 1983, SIAM J. Numer. Anal. 20; Nocedal and Wright, *Numerical Optimization*, 2nd edition, algorithm 7.2,
/// to a residual of `min(½, √‖g‖)·‖g‖`. At a stationary point a few Lanczos steps look for a direction that curves down.
struct TruncatedModel: QuadraticModel {
  mutating func update(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) -> Bool { true }

  var steepestDescentLength: Double { .infinity }

  func scaledLength(of vector: Tensor<Double>) -> Double { vector.norm }

  func step(
    of objective: some TwiceDifferentiableFunction, at point: Point, radius: Double,
    counting evaluations: inout EvaluationCounts
  ) throws -> QuadraticStep {
    let n = point.parameters.count
    let gradientNorm = point.gradient.norm
    if point.isStationary(within: 1e-8),
      let escape = try lowestCurvature(of: objective, at: point, counting: &evaluations),
      escape.curvature < -1e-8 * escape.largest
    {
      let sign: Double = escape.direction.inner(point.gradient) > 0 ? -1 : 1
      return QuadraticStep(
        step: escape.direction.scaled(by: sign * radius), predicted: -escape.curvature * radius * radius / 2,
        isOnBoundary: true)
    }
    let goal = min(0.5, gradientNorm.squareRoot()) * gradientNorm
    var p = Tensor<Double>.zeros([n])
    var product = p
    var residual = point.gradient
    var direction = residual.scaled(by: -1)
    var square = residual.inner(residual)
    func result(_ isOnBoundary: Bool) -> QuadraticStep {
      QuadraticStep(
        step: p, predicted: -(p.inner(point.gradient) + p.inner(product) / 2), isOnBoundary: isOnBoundary)
    }
    for iteration in 0..<max(20, 2 * n) {
      let curved = try objective.hessianVectorProduct(at: point.parameters, along: direction)
      evaluations.hessianVectorProducts += 1
      let curvature = direction.inner(curved)
      guard curvature.isFinite else {
        // What was found before is a step as good as any other that is cut short.
        guard iteration > 0 else { return QuadraticStep(step: p, predicted: .nan, isOnBoundary: false) }
        break
      }
      let length = square / curvature
      var next = p
      next.add(direction, times: length)
      if !(curvature > 0) || next.norm >= radius {
        let (a, b) = (direction.inner(direction), p.inner(direction))
        let c = p.inner(p) - radius * radius
        let root = max(b * b - a * c, 0).squareRoot()
        let reach = b > 0 ? -c / (b + root) : (root - b) / a
        p.add(direction, times: reach)
        product.add(curved, times: reach)
        return result(true)
      }
      p = next
      product.add(curved, times: length)
      residual.add(curved, times: length)
      let following = residual.inner(residual)
      if following.squareRoot() <= goal { break }
      direction = direction.scaled(by: following / square)
      direction.add(residual, times: -1)
      square = following
    }
    return result(false)
  }

  func isSaddle(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) throws -> Bool {
    guard let lowest = try lowestCurvature(of: objective, at: point, counting: &evaluations) else {
      return false
    }
    return lowest.curvature < -1e-8 * lowest.largest
  }

  /// The unit direction of lowest curvature among those that Lanczos steps from a fixed start find.
  private func lowestCurvature(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) throws -> (direction: Tensor<Double>, curvature: Double, largest: Double)? {
    let n = point.parameters.count
    var random = Xoshiro256(seed: 1)
    var basis: [Tensor<Double>] = []
    var next = Tensor<Double>.standardNormal([n], using: &random)
    let count = min(n, 30)
    var projected = Tensor<Double>.zeros([count, count])
    for k in 0..<count {
      // Twice, as once loses orthogonality to rounding.
      for _ in 0..<2 {
        for vector in basis { next.add(vector, times: -vector.inner(next)) }
      }
      let length = next.norm
      guard length > 1e-10 else { break }
      basis.append(next.scaled(by: 1 / length))
      next = try objective.hessianVectorProduct(at: point.parameters, along: basis[k])
      evaluations.hessianVectorProducts += 1
      guard next.isFinite else { return nil }
      projected.withMutableScalars { t in
        for i in 0...k { t[k * count + i] = basis[i].inner(next) }
      }
      if next.norm > 0 { next = next.scaled(by: 1 / next.norm) }
    }
    guard !basis.isEmpty else { return nil }
    let m = basis.count
    let small = try Tensor(
      shape: [m, m], scalars: (0..<m).flatMap { i in (0..<m).map { projected.scalars[i * count + $0] } })
    let eigen = try SymmetricEigen(small)
    var direction = Tensor<Double>.zeros([n])
    for k in 0..<m { direction.add(basis[k], times: eigen.vectors.scalars[k * m]) }
    let largest = eigen.values.scalars.map(\.magnitude).max() ?? 0
    return (direction, eigen.values.scalars[0], largest)
  }
}
