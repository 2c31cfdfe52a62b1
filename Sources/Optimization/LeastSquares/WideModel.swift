// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps for fewer residuals than parameters, from the dual equations `(K + λI) u = r` with `K = J D⁻² Jᵀ`,
/// `[m, m]`: the step is `-D⁻² Jᵀ u`, and without damping the one of least norm.
///
/// Memory O(m·n) and O(m²·n) a step.
struct WideModel: LinearModel {
  let sumOfSquares: Double
  private(set) var gradient: Tensor<Double>
  private(set) var columnNorms: Tensor<Double>
  let isFinite: Bool
  private let residuals: Tensor<Double>
  private var jacobian: Tensor<Double>

  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    let block = try function.wholeBlock(at: parameters)
    let (m, n) = (function.residualCount, function.parameterCount)
    try OptimizationError.check(result: "residuals", block.residuals, is: [m])
    try OptimizationError.check(result: "a Jacobian", block.jacobian, is: [m, n])
    residuals = block.residuals
    jacobian = block.jacobian
    sumOfSquares = block.value
    gradient = try matmul(block.residuals, block.jacobian)
    columnNorms = block.jacobian.columnNorms
    isFinite = sumOfSquares.isFinite && gradient.isFinite && jacobian.isFinite && columnNorms.isFinite
  }

  struct Damped: DampedEquations {
    let factor: Cholesky<Double>
    let damping: Double
    let unscaling: Tensor<Double>
    /// `J·D⁻¹`, `[m, n]`.
    let scaled: Tensor<Double>
    let residuals: Tensor<Double>

    func step() throws -> Tensor<Double> {
      try matmul(factor.solution(of: residuals), scaled).multiplied(by: unscaling).scaled(by: -1)
    }

    func solution(of b: Tensor<Double>) throws -> Tensor<Double>? {
      guard damping > 0 else { return nil }
      // Sherman, Morrison and Woodbury: (λI + J̃ᵀJ̃)⁻¹ = (I - J̃ᵀ(λI + J̃J̃ᵀ)⁻¹J̃) / λ.
      var inner = b.multiplied(by: unscaling)
      let correction = try matmul(factor.solution(of: matmul(scaled, inner)), scaled)
      inner.add(correction, times: -1)
      return inner.scaled(by: 1 / damping).multiplied(by: unscaling)
    }
  }

  func equations(damping: Double, scaling: Tensor<Double>) throws -> Damped? {
    let (m, n) = (residuals.count, gradient.count)
    let inverse = scaling.scalars.map { 1 / $0 }
    var scaled = jacobian
    scaled.withMutableScalars { a in
      for place in a.indices { a[place] *= inverse[place % n] }
    }
    var matrix = try symmetricProduct(of: scaled)
    matrix.withMutableScalars { a in
      for i in 0..<m { a[i * m + i] += damping }
    }
    do {
      return Damped(
        factor: try Cholesky(matrix), damping: damping, unscaling: Tensor(inverse), scaled: scaled,
        residuals: residuals)
    } catch .shape(let error) {
      throw error
    } catch {
      return nil
    }
  }

  func squaredChange(along step: Tensor<Double>) throws -> Double {
    let change = try matmul(jacobian, step)
    return change.inner(change)
  }

  func holding(_ mask: [Bool]) -> WideModel {
    var model = self
    let n = mask.count
    model.gradient = gradient.zeroed(where: mask)
    model.columnNorms = columnNorms.zeroed(where: mask)
    model.jacobian.withMutableScalars { a in
      for place in a.indices where mask[place % n] { a[place] = 0 }
    }
    return model
  }
}
