// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The quadratic model in the coordinates of the scaled Hessian's eigenvectors, where its minimum is the root of one
/// equation.
///
/// Moré and Sorensen 1983, SIAM J. Sci. Stat. Comput. 4; Conn, Gould and Toint, *Trust-Region Methods*, section 7.3.
struct EigenModel: QuadraticModel {
  let isScaled: Bool
  /// The diagonal of `D`.
  private var scaling: [Double] = []
  private var values: [Double] = []
  /// Eigenvectors as columns.
  private var vectors: Tensor<Double> = .zeros([0, 0])
  /// The scaled gradient in their coordinates.
  private var slopes: [Double] = []

  init(isScaled: Bool) { self.isScaled = isScaled }

  mutating func update(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) throws -> Bool {
    let n = point.parameters.count
    var matrix = try objective.hessian(at: point.parameters)
    evaluations.hessians += 1
    try OptimizationError.check(result: "a Hessian", matrix, is: [n, n])
    guard matrix.isFinite else { return false }
    if scaling.isEmpty { scaling = Array(repeating: 0, count: n) }
    let diagonal = (0..<n).map { matrix.scalars[$0 * n + $0].magnitude.squareRoot() }
    scaling = isScaled ? zip(scaling, diagonal).map { max($0, $1) } : Array(repeating: 1, count: n)
    // A parameter without curvature so far is scaled like the others.
    let typical = scaling.max() ?? 1
    let d = scaling.map { $0 > 1e-10 * typical ? $0 : typical > 0 ? typical : 1 }
    scaling = d
    matrix.withMutableScalars { h in
      for i in 0..<n {
        for j in 0...i { h[i * n + j] /= d[i] * d[j] }
      }
    }
    guard matrix.isFinite else { return false }
    let eigen = try SymmetricEigen(matrix)
    values = eigen.values.scalars
    vectors = eigen.vectors
    let scaled = Tensor(zip(point.gradient.scalars, d).map { $0 / $1 })
    slopes = try matmul(scaled, vectors).scalars
    return true
  }

  func scaledLength(of vector: Tensor<Double>) -> Double {
    Tensor(zip(vector.scalars, scaling).map { $0 * $1 }).norm
  }

  func isSaddle(
    of objective: some TwiceDifferentiableFunction, at point: Point,
    counting evaluations: inout EvaluationCounts
  ) -> Bool { isCurvedDown }

  /// Whether the least eigenvalue is negative beyond rounding.
  private var isCurvedDown: Bool {
    guard let least = values.first, let most = values.last else { return false }
    return least < -1e-8 * max(most.magnitude, least.magnitude)
  }

  func step(
    of objective: some TwiceDifferentiableFunction, at point: Point, radius: Double,
    counting evaluations: inout EvaluationCounts
  ) throws -> QuadraticStep {
    let least = values.first ?? 0
    func coordinates(_ shift: Double) -> [Double] {
      zip(slopes, values).map { slope, value in slope == 0 ? 0 : -slope / (value + shift) }
    }
    func length(_ p: [Double]) -> Double { Tensor(p).norm }
    var p = least > 0 ? coordinates(0) : []
    var isOnBoundary = false
    if p.isEmpty || !(length(p) <= radius) {
      isOnBoundary = true
      // Between these shifts the length falls from above the radius to below it, but in the hard case.
      var lower = max(0, -least)
      var upper = lower + Tensor(slopes).norm / radius + .leastNormalMagnitude
      let floor = lower
      var shift = lower > 0 ? lower + 1e-3 * (upper - lower) : 1e-3 * upper
      for _ in 0..<100 {
        p = coordinates(shift)
        let size = length(p)
        if (size - radius).magnitude <= 1e-6 * radius { break }
        if size > radius { lower = shift } else { upper = shift }
        // Newton's method on 1/‖p‖ - 1/Δ.
        let slope = zip(p, values).reduce(0) { $0 + $1.0 * $1.0 / ($1.1 + shift) }
        let next = shift + size * size / slope * (size - radius) / radius
        shift =
          next > lower && next < upper
          ? next : lower > floor ? lower + (upper - lower) / 2 : floor + 1e-3 * (upper - floor)
        if upper - lower <= 1e-15 * upper { break }
      }
      if least <= 0, length(p) < (1 - 1e-6) * radius || length(p).isNaN {
        // The hard case: no slope along the lowest curvature. Go along it to the boundary.
        p = zip(slopes, values).map { slope, value in
          value - least <= 1e-12 * max(least.magnitude, value.magnitude) ? 0 : -slope / (value - least)
        }
        let size = length(p)
        let rest = max(radius * radius - size * size, 0).squareRoot()
        if isCurvedDown { p[0] = slopes[0] > 0 ? -rest : rest } else { isOnBoundary = false }
      }
    }
    let predicted = -zip(p, zip(slopes, values)).reduce(0) { sum, element in
      sum + element.0 * element.1.0 + element.0 * element.0 * element.1.1 / 2
    }
    let scaled = try matmul(vectors, Tensor(p))
    return QuadraticStep(
      step: Tensor(zip(scaled.scalars, scaling).map { $0 / $1 }), predicted: predicted,
      isOnBoundary: isOnBoundary)
  }
}
