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
    forgetRounding(of: scaled)
    return true
  }

  /// Sets curvatures that only rounding sets apart from 0 to it, and then slopes of which the same is true: no step
  /// should go to the boundary along a direction that does not matter.
  private mutating func forgetRounding(of gradient: Tensor<Double>) {
    let n = values.count
    let rounding = Double(n) * .ulpOfOne
    let size = values.map(\.magnitude).max() ?? 0
    for i in values.indices where values[i].magnitude <= rounding * size {
      values[i] = 0
      let terms = (0..<n).reduce(0) { $0 + (gradient.scalars[$1] * vectors.scalars[$1 * n + i]).magnitude }
      if slopes[i].magnitude <= rounding * terms { slopes[i] = 0 }
    }
  }

  var steepestDescentLength: Double {
    let norm = Tensor(slopes).norm
    let bend = zip(slopes, values).reduce(0) { sum, pair in
      let part = norm > 0 ? pair.0 / norm : 0
      return sum + part * part * pair.1.magnitude
    }
    return norm > 0 && bend > 0 ? norm / bend : .infinity
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
    let solution = DiagonalSubproblem(curvatures: values, slopes: slopes).solution(within: radius)
    let scaled = try matmul(vectors, Tensor(solution.step))
    return QuadraticStep(
      step: Tensor(zip(scaled.scalars, scaling).map { $0 / $1 }), predicted: solution.decrease,
      isOnBoundary: solution.shift > 0)
  }
}
