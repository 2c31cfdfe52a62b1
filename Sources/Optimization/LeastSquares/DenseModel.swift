// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Steps from the least-squares problem `[J; √λ D] p ≈ [-r; 0]` for a Jacobian that is small enough to keep: what
/// `TriangularModel` does block by block, here in memory that is allocated once.
struct DenseModel: LinearModel {
  private(set) var sumOfSquares = 0.0
  private(set) var gradient: Tensor<Double>
  private(set) var columnNorms: Tensor<Double>
  private(set) var isFinite = false
  /// `r`, `[m]`, and `J`, column by column, `[n, m]`, in the order of residuals that the function has here.
  private var residuals: Tensor<Double>
  private var columns: Tensor<Double>
  private let factor: QRWorkspace
  private let damped: Equations

  /// The largest Jacobian, in numbers, that is kept.
  static let largestJacobian = 1 << 16

  private init(residualCount m: Int, parameterCount n: Int) {
    gradient = .zeros([n])
    columnNorms = .zeros([n])
    residuals = .zeros([m])
    columns = .zeros([n, m])
    factor = QRWorkspace(rows: m, columns: n)
    damped = Equations(QRWorkspace(rows: min(m, n) + n, columns: n))
  }

  init(of function: some LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    self.init(residualCount: function.residualCount, parameterCount: function.parameterCount)
    try update(of: function, at: parameters)
  }

  var spare: DenseModel {
    DenseModel(residualCount: residuals.count, parameterCount: gradient.count)
  }

  mutating func update(of function: any LeastSquaresFunction, at parameters: Tensor<Double>) throws {
    sumOfSquares = try residuals.withMutableScalars { r in
      try columns.withMutableScalars { a in
        try function.value(at: parameters.scalars.span, residuals: &r, transposedJacobian: &a)
      }
    }
    factorize()
  }

  private mutating func factorize() {
    let (m, n) = (residuals.count, gradient.count)
    let (residuals, columns) = (residuals, columns)
    let (r, a) = (residuals.scalars.span, columns.scalars.span)
    for i in 0..<m { factor[target: i] = r[i] }
    gradient.withMutableScalars { g in
      for j in 0..<n {
        var sum = 0.0
        for i in 0..<m {
          sum += a[j * m + i] * r[i]
          factor[i, j] = a[j * m + i]
        }
        g[j] = sum
      }
    }
    columnNorms.withMutableScalars { norms in
      for j in 0..<n {
        norms[j] = scaledNorm(count: m) { a[j * m + $0] }
      }
    }
    isFinite =
      factor.factorize() && sumOfSquares.isFinite && residuals.hasFiniteElements
      && gradient.hasFiniteElements && columnNorms.hasFiniteElements
  }

  /// The damped problem, factorised.
  final class Equations: DampedEquations {
    fileprivate let factor: QRWorkspace
    fileprivate var unscaling: [Double]

    fileprivate init(_ factor: QRWorkspace) {
      self.factor = factor
      unscaling = Array(repeating: 1, count: factor.columns)
    }

    func step() -> Tensor<Double> {
      var x = Tensor<Double>.zeros([unscaling.count])
      step(into: &x)
      return x
    }

    func step(into x: inout Tensor<Double>) {
      let factors = unscaling
      let unscaling = factors.span
      x.withMutableScalars { x in
        factor.leastSquaresSolution(into: &x)
        for i in x.indices { x[i] *= unscaling[i] }
      }
    }

    func solution(of b: Tensor<Double>) -> Tensor<Double>? {
      var x = b
      return solve(&x) ? x : nil
    }

    func solve(_ x: inout Tensor<Double>) -> Bool {
      let factors = unscaling
      let unscaling = factors.span
      return x.withMutableScalars { x in
        for i in x.indices { x[i] *= unscaling[i] }
        guard factor.normalSolution(&x) else { return false }
        for i in x.indices { x[i] *= unscaling[i] }
        return true
      }
    }
  }

  func equations(damping: Double, scaling: Tensor<Double>) -> Equations? {
    let (height, n) = (min(residuals.count, gradient.count), gradient.count)
    let (scales, root, stacked) = (scaling.scalars.span, damping.squareRoot(), damped.factor)
    for j in 0..<n {
      let original = factor.originalColumn(j)
      let inverse = 1 / scales[original]
      damped.unscaling[original] = inverse
      for i in 0..<height { stacked[i, original] = i <= j ? factor[i, j] * inverse : 0 }
      for i in 0..<n { stacked[height + i, original] = i == original ? root : 0 }
    }
    for i in 0..<height { stacked[target: i] = -factor[target: i] }
    for i in 0..<n { stacked[target: height + i] = 0 }
    return stacked.factorize() ? damped : nil
  }

  func squaredChange(along step: Tensor<Double>) -> Double {
    let (m, n) = (residuals.count, gradient.count)
    let (a, p) = (columns.scalars.span, step.scalars.span)
    var sum = 0.0
    for i in 0..<m {
      var change = 0.0
      for j in 0..<n { change += a[j * m + i] * p[j] }
      sum += change * change
    }
    return sum
  }

  func pullSecondDerivative(
    of function: any TwiceDifferentiableResiduals, at parameters: Tensor<Double>, along step: Tensor<Double>,
    using second: inout Tensor<Double>, into pull: inout Tensor<Double>
  ) throws -> Bool {
    let m = residuals.count
    try second.withMutableScalars {
      try function.secondDirectionalDerivative(
        at: parameters.scalars.span, along: step.scalars.span, result: &$0)
    }
    guard second.hasFiniteElements else { return false }
    let (a, s) = (columns.scalars.span, second.scalars.span)
    pull.withMutableScalars { x in
      for j in x.indices {
        var sum = 0.0
        for i in 0..<m { sum += a[j * m + i] * s[i] }
        x[j] = sum
      }
    }
    return pull.hasFiniteElements
  }

  func holding(_ mask: [Bool]) -> DenseModel {
    let m = residuals.count
    var model = DenseModel(residualCount: m, parameterCount: mask.count)
    model.sumOfSquares = sumOfSquares
    model.residuals = residuals
    model.columns = columns
    model.columns.withMutableScalars { a in
      for place in a.indices where mask[place / m] { a[place] = 0 }
    }
    model.factorize()
    return model
  }
}
