// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from `(JᵀJ + λD²) p = -Jᵀr` by Cholesky factorisation.
///
/// Memory O(n²) and O(n³) a step, whatever the number of residuals. Columns are scaled before the
/// factorisation, as forming `JᵀJ` squares the condition number.
struct NormalEquationsModel: LinearModel {
  let sumOfSquares: Double
  private(set) var gradient: Tensor<Double>
  private(set) var columnNorms: Tensor<Double>
  private var gramian: Tensor<Double>

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

  struct Damped: DampedEquations {
    let factor: Cholesky<Double>
    let unscaling: Tensor<Double>
    let gradient: Tensor<Double>

    func step() throws -> Tensor<Double> { try solve(gradient).scaled(by: -1) }

    func solution(of b: Tensor<Double>) throws -> Tensor<Double>? { try solve(b) }

    private func solve(_ b: Tensor<Double>) throws -> Tensor<Double> {
      try factor.solution(of: b.multiplied(by: unscaling)).multiplied(by: unscaling)
    }
  }

  func equations(damping: Double, scaling: Tensor<Double>) throws -> Damped? {
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
    do {
      return Damped(factor: try Cholesky(matrix), unscaling: Tensor(inverse), gradient: gradient)
    } catch .shape(let error) {
      throw error
    } catch {
      return nil
    }
  }

  func squaredChange(along step: Tensor<Double>) -> Double {
    let n = step.count
    let (a, p) = (gramian.scalars.span, step.scalars.span)
    var sum = 0.0
    for i in 0..<n {
      var row = 0.0
      for j in 0..<n { row += a[i * n + j] * p[j] }
      sum += row * p[i]
    }
    return max(sum, 0)
  }

  func holding(_ mask: [Bool]) -> NormalEquationsModel {
    var model = self
    let n = mask.count
    model.gradient = gradient.zeroed(where: mask)
    model.columnNorms = columnNorms.zeroed(where: mask)
    model.gramian.withMutableScalars { a in
      for i in 0..<n {
        for j in 0..<n where mask[i] || mask[j] { a[i * n + j] = i == j ? 1 : 0 }
      }
    }
    return model
  }
}
