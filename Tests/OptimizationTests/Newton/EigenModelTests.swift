// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@testable import Optimization

/// Steps of the model with a full Hessian: `(H + λI)p = -g` for a λ that leaves `H + λI` without negative eigenvalues,
/// and is 0 unless the step reaches the boundary.
@Suite struct EigenModelTests {
  /// `gᵀx + ½xᵀHx`.
  private struct Quadratic: TwiceDifferentiableFunction {
    let gradient: Tensor<Double>
    let matrix: Tensor<Double>

    var parameterCount: Int { gradient.count }

    func value(at x: Tensor<Double>) throws -> Double { try valueWithGradient(at: x).value }

    func valueWithGradient(at x: Tensor<Double>) throws -> (value: Double, gradient: Tensor<Double>) {
      let product = try matmul(matrix, x)
      return (gradient.inner(x) + x.inner(product) / 2, gradient + product)
    }

    func hessianVectorProduct(
      at x: Tensor<Double>, along v: Tensor<Double>
    ) throws -> Tensor<Double> { try matmul(matrix, v) }
  }

  @Test("random symmetric Hessians, indefinite and of low rank", arguments: (1...100).map { UInt64($0) })
  func random(seed: UInt64) throws {
    var random = Xoshiro256(seed: seed)
    let n = Int.random(in: 1...8, using: &random)
    let rank = seed.isMultiple(of: 4) ? max(1, n - 1) : n
    var matrix = Tensor<Double>.zeros([n, n])
    for _ in 0..<rank {
      let v = Tensor<Double>.standardNormal([n], using: &random)
      let weight = Double.random(in: -1...1, using: &random)
      matrix.withMutableScalars { h in
        for i in 0..<n {
          for j in 0..<n { h[i * n + j] += weight * (v.scalars[i] * v.scalars[j]) }
        }
      }
    }
    let gradient = Tensor<Double>.standardNormal([n], using: &random)
    let function = Quadratic(gradient: gradient, matrix: matrix)
    let radius = Double.random(in: 0.01...10, using: &random)
    var counts = EvaluationCounts()
    var model = EigenModel(isScaled: false)
    let origin = Point(parameters: .zeros([n]), value: 0, gradient: gradient)
    let isFinite = try model.update(of: function, at: origin, counting: &counts)
    #expect(isFinite)
    let step = try model.step(of: function, at: origin, radius: radius, counting: &counts)
    let p = step.step
    let context: Comment = "seed \(seed), n \(n), step \(p), radius \(radius)"
    #expect(p.norm <= radius * (1 + 1e-12), context)
    // λ from the optimality conditions: Hp + g = -λp.
    let rest = try gradient + matmul(matrix, p)
    let shift = -rest.inner(p) / p.inner(p)
    var error = rest
    error.add(p, times: shift)
    let scale = matrix.norm * p.norm + gradient.norm
    #expect(error.norm <= 1e-10 * scale, context)
    let eigen = try SymmetricEigen(matrix)
    let least = eigen.values.scalars[0]
    #expect(shift >= -1e-10 * matrix.norm && shift + least >= -1e-9 * matrix.norm, context)
    #expect(
      step.isOnBoundary ? abs(p.norm - radius) <= 1e-10 * radius : abs(shift) <= 1e-9 * matrix.norm, context)
    let decrease = try -function.value(at: p)
    #expect(abs(step.predicted - decrease) <= 1e-10 * (scale * p.norm), context)
    // Where gᵀx + ½xᵀ|H|x is least along -g.
    let bend = try zip(matmul(gradient, eigen.vectors).scalars, eigen.values.scalars)
      .reduce(0) { $0 + $1.0 * $1.0 * $1.1.magnitude }
    let length = gradient.norm * gradient.inner(gradient) / bend
    #expect(abs(model.steepestDescentLength / length - 1) <= 1e-9, context)
  }
}
