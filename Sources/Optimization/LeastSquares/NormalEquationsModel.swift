// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from `(JᵀJ + λD²) p = -Jᵀr` by Cholesky factorisation.
///
/// Memory O(n²) and O(n³) a step, whatever the number of residuals. Columns are scaled before the
/// factorisation, as forming `JᵀJ` squares the condition number.
struct NormalEquationsModel: LinearModel {
  let sumOfSquares: Double
  let gradient: Tensor<Double>
  let columnNorms: Tensor<Double>
  private let gramian: Tensor<Double>

  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    let equations = try function.normalEquations(at: parameters)
    let n = function.parameterCount
    try OptimizationError.check(result: "normal equations", equations.gradient, is: [n])
    sumOfSquares = equations.sumOfSquares
    gradient = equations.gradient
    let gramian = equations.gramian
    self.gramian = gramian
    let elements = gramian.scalars
    columnNorms = Tensor((0..<n).map { elements[$0 * n + $0].squareRoot() })
  }

  var isFinite: Bool { sumOfSquares.isFinite && gradient.isFinite && gramian.isFinite }

  func step(damping: Double, scaling: Tensor<Double>) throws -> Tensor<Double>? {
    let n = gradient.count
    let inverse = scaling.scalars.map { 1 / $0 }
    var matrix = gramian
    matrix.withMutableScalars { a in
      // The factorisation reads the lower triangle only.
      for i in 0..<n {
        for j in 0...i { a[i * n + j] *= inverse[i] * inverse[j] }
        a[i * n + i] += damping
      }
    }
    let factor: Cholesky<Double>
    do {
      factor = try Cholesky(matrix)
    } catch .shape(let error) {
      throw error
    } catch {
      return nil
    }
    let unscaling = Tensor(inverse)
    let scaledStep = try factor.solution(of: gradient.multiplied(by: unscaling))
    return scaledStep.multiplied(by: unscaling).scaled(by: -1)
  }
}
