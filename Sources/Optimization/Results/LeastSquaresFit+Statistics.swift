// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension LeastSquaresFit {
  /// How well the data determine the parameters, from the Jacobian at the best point, its columns scaled to unit norm.
  public struct Identifiability: Sendable, Hashable {
    /// The number of parameters, or combinations of them, that the data determine.
    public let rank: Int
    /// An estimate of the scaled Jacobian's condition number; infinite where parameters are not determined.
    public let conditionNumber: Double
  }

  /// The rank and the condition number of the Jacobian.
  ///
  /// Evaluates the Jacobian and takes O(*m*·*n*²) time.
  /// - Throws: `CovarianceError.nonFiniteJacobian`, and what the function throws.
  public func identifiability() throws -> Identifiability {
    let (factorization, _) = try scaledFactorization()
    let rank = factorization.rank()
    let isFull = rank == minimum.parameters.count
    return Identifiability(
      rank: rank, conditionNumber: isFull ? factorization.conditionEstimate : .infinity)
  }

  /// The covariance of the parameters for small, independent errors of equal variance, `s² (JᵀJ)⁻¹` with
  /// `s² = ‖r‖² / degreesOfFreedom`, `[n, n]`.
  ///
  /// From a pivoted QR factorisation of the Jacobian at the best parameters, its columns scaled to unit norm:
  /// forming `JᵀJ` would cost half the digits. Evaluates the Jacobian, block by block, and takes O(*m*·*n*²) time.
  /// - Throws: `CovarianceError` when there are too few residuals, or when they do not determine every
  ///   parameter; and what the function throws.
  public func covariance() throws -> Tensor<Double> {
    try covariance(variance: residualStandardDeviation * residualStandardDeviation)
  }

  /// The covariance for residuals of a known variance: 1 where they are in units of their own standard deviations,
  /// as the weights `1/σ²` make them.
  ///
  /// - Parameter variance: That of one residual.
  /// - Throws: As ``covariance()``, but with as many parameters as residuals, too.
  public func covariance(variance: Double) throws -> Tensor<Double> {
    let n = minimum.parameters.count
    let (factorization, norms) = try scaledFactorization()
    let permutation = factorization.permutation
    let rank = factorization.rank()
    guard rank == n else {
      throw CovarianceError.rankDeficient(rank: rank, undetermined: permutation.suffix(from: rank).sorted())
    }
    let inverse = try triangularSolution(of: Tensor.identity(n), with: factorization.r, lower: false)
    let unscaled = try symmetricProduct(of: inverse).scalars
    let factors = norms.map { variance.squareRoot() / $0 }
    var covariance = Tensor<Double>.zeros([n, n])
    covariance.withMutableScalars { c in
      for (i, row) in permutation.enumerated() {
        for (j, column) in permutation.enumerated() {
          c[row * n + column] = unscaled[i * n + j] * factors[row] * factors[column]
        }
      }
    }
    return covariance
  }

  /// The standard errors of the parameters, `[n]`, in their units: the roots of the covariance's diagonal.
  ///
  /// - Throws: As ``covariance()``.
  public func standardErrors() throws -> Tensor<Double> {
    let covariance = try covariance().scalars
    let n = minimum.parameters.count
    return Tensor((0..<n).map { covariance[$0 * n + $0].squareRoot() })
  }

  /// The interval of each parameter that covers the true value with the given probability, for normal errors and a
  /// model that is linear over the interval.
  ///
  /// - Parameter level: The probability, between 0 and 1.
  /// - Throws: As ``covariance()``, and `OptimizationError` for a level outside its range.
  public func confidenceIntervals(level: Double = 0.95) throws -> [ClosedRange<Double>] {
    try OptimizationError.check(
      "confidenceIntervals.level", level, isAccepted: level > 0 && level < 1, "between 0 and 1")
    let errors = try standardErrors().scalars
    let factor = StudentDistribution(degreesOfFreedom: degreesOfFreedom).quantile(twoSided: level)
    return zip(minimum.parameters.scalars, errors).map { $0 - factor * $1...$0 + factor * $1 }
  }

  /// The factorised Jacobian with columns of unit norm, and their norms before, 1 for those that were 0.
  private func scaledFactorization() throws -> (PivotedQR<Double>, norms: [Double]) {
    var factor = TriangularFactor(parameterCount: minimum.parameters.count)
    try function.forEachBlock(at: minimum.parameters) { try factor.accumulate($0) }
    guard factor.isFinite else { throw CovarianceError.nonFiniteJacobian }
    let norms = factor.columnNorms.scalars.map { $0 > 0 ? $0 : 1 }
    var scaled = factor.triangle
    scaled.withMutableScalars { a in
      for i in a.indices { a[i] /= norms[i % norms.count] }
    }
    return (try PivotedQR(scaled), norms)
  }
}
