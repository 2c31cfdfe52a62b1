// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from the least-squares problem `[J; √λ D] p ≈ [-r; 0]` by QR factorisation.
///
/// The Jacobian is factorised once, `J·P = Q·R`, block by block where the function has blocks; a step works on
/// `R`, in O(n³). It keeps about twice the digits of the normal equations where columns of `J` are nearly dependent.
struct TriangularModel: LinearModel {
  let sumOfSquares: Double
  private(set) var gradient: Tensor<Double>
  private(set) var columnNorms: Tensor<Double>
  let isFinite: Bool
  /// `R·Pᵀ`, `[min(m, n), n]`: orthogonal transformations of the rows away from `J`.
  private var triangle: Tensor<Double>
  /// The part of `Qᵀr` that belongs to the rows of `triangle`.
  private let residuals: [Double]

  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    var factor = TriangularFactor(parameterCount: function.parameterCount)
    var rows = 0
    try function.forEachBlock(at: parameters) { block in
      rows += block.residuals.count
      try factor.accumulate(block)
    }
    guard rows == function.residualCount else {
      throw OptimizationError.resultShape(of: "residuals", [rows], expected: [function.residualCount])
    }
    sumOfSquares = factor.value
    gradient = factor.gradient
    columnNorms = factor.columnNorms
    isFinite = factor.isFinite && gradient.isFinite && columnNorms.isFinite && sumOfSquares.isFinite
    triangle = factor.triangle
    residuals = factor.residuals
  }

  struct Damped: DampedEquations {
    let factor: PivotedQR<Double>
    let target: Tensor<Double>
    let unscaling: Tensor<Double>

    func step() throws -> Tensor<Double> {
      try factor.leastSquaresSolution(of: target).multiplied(by: unscaling)
    }

    func solution(of b: Tensor<Double>) throws -> Tensor<Double>? {
      let permutation = factor.permutation
      let n = permutation.count
      guard factor.rank() == n else { return nil }
      let scaled = b.multiplied(by: unscaling).scalars
      let half = try triangularSolution(
        of: Tensor(permutation.map { scaled[$0] }), with: factor.r, lower: false, transposing: true)
      let whole = try triangularSolution(of: half, with: factor.r, lower: false).scalars
      var x = [Double](repeating: 0, count: n)
      for (i, original) in permutation.enumerated() { x[original] = whole[i] }
      return Tensor(x).multiplied(by: unscaling)
    }
  }

  func equations(damping: Double, scaling: Tensor<Double>) throws -> Damped? {
    let (rows, n) = (triangle.shape[0], triangle.shape[1])
    let inverse = scaling.scalars.map { 1 / $0 }
    let (elements, root) = (triangle.scalars, damping.squareRoot())
    let added = damping > 0 || rows < n ? n : 0
    var stacked = Tensor<Double>.zeros([rows + added, n])
    stacked.withMutableScalars { a in
      for i in 0..<rows {
        for j in 0..<n { a[i * n + j] = elements[i * n + j] * inverse[j] }
      }
      for j in 0..<added { a[(rows + j) * n + j] = root }
    }
    guard stacked.isFinite else { return nil }
    let target = Tensor(residuals.map { -$0 } + Array(repeating: 0, count: added))
    return Damped(factor: try PivotedQR(stacked), target: target, unscaling: Tensor(inverse))
  }

  func squaredChange(along step: Tensor<Double>) -> Double {
    let (rows, n) = (triangle.shape[0], triangle.shape[1])
    let (a, p) = (triangle.scalars.span, step.scalars.span)
    var sum = 0.0
    for i in 0..<rows {
      var change = 0.0
      for j in 0..<n { change += a[i * n + j] * p[j] }
      sum += change * change
    }
    return sum
  }

  func holding(_ mask: [Bool]) -> TriangularModel {
    var model = self
    let n = mask.count
    model.gradient = gradient.zeroed(where: mask)
    model.columnNorms = columnNorms.zeroed(where: mask)
    model.triangle.withMutableScalars { a in
      for place in a.indices where mask[place % n] { a[place] = 0 }
    }
    return model
  }
}
