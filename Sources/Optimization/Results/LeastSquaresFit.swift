// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A fitted sum of squares: a `Minimum`, whose properties are members of this value too, and the statistics
/// of the fit.
///
/// It keeps the function it came from, because statistics evaluate the Jacobian when they are asked for;
/// `minimum` alone can cross to another task.
@dynamicMemberLookup
public struct LeastSquaresFit {
  /// What the method found. Its value is the sum of squares.
  public let minimum: Minimum
  /// The residuals at the best parameters, `[m]`.
  public let residuals: Tensor<Double>

  private let function: any LeastSquaresFunction

  /// The fit of `function` that ended in `minimum`.
  ///
  /// - Throws: What `function` throws; its residuals at the best parameters are evaluated once.
  public init(_ minimum: Minimum, of function: some LeastSquaresFunction) throws {
    self.minimum = minimum
    self.function = function
    residuals = try function.residuals(at: minimum.parameters)
  }

  /// A property of the minimum.
  public subscript<Value>(dynamicMember property: KeyPath<Minimum, Value>) -> Value {
    minimum[keyPath: property]
  }

  /// `‖r‖²`, in squared units of the residuals.
  public var sumOfSquares: Double { minimum.value }

  /// The number of residuals less the number of parameters; not positive when there are too few residuals.
  public var degreesOfFreedom: Int { residuals.count - minimum.parameters.count }

  /// An estimate of the standard deviation of one residual, `√(‖r‖² / degreesOfFreedom)`.
  ///
  /// - Throws: `CovarianceError.tooFewResiduals` when no degree of freedom is left.
  public var residualStandardDeviation: Double {
    get throws(CovarianceError) {
      guard degreesOfFreedom > 0 else {
        throw .tooFewResiduals(residuals: residuals.count, parameters: minimum.parameters.count)
      }
      return (sumOfSquares / Double(degreesOfFreedom)).squareRoot()
    }
  }
}

extension LeastSquaresFit {
  /// The covariance of the parameters for small, independent errors of equal variance, `s² (JᵀJ)⁻¹` with
  /// `s² = ‖r‖² / degreesOfFreedom`, `[n, n]`.
  ///
  /// From a pivoted QR factorisation of the Jacobian at the best parameters, its columns scaled to unit norm:
  /// forming `JᵀJ` would cost half the digits. Evaluates the Jacobian, O(*m*·*n*) in memory, and takes
  /// O(*m*·*n*²) time.
  /// - Throws: `CovarianceError` when there are too few residuals, or when they do not determine every
  ///   parameter; and what the function throws.
  public func covariance() throws -> Tensor<Double> {
    let deviation = try residualStandardDeviation
    let jacobian = try function.residualsWithJacobian(at: minimum.parameters).jacobian
    let n = minimum.parameters.count
    try OptimizationError.check(result: "a Jacobian", jacobian, is: [residuals.count, n])
    guard jacobian.isFinite else { throw CovarianceError.nonFiniteJacobian }

    let norms = jacobian.columnNorms.scalars.map { $0 > 0 ? $0 : 1 }
    var scaled = jacobian
    scaled.withMutableScalars { a in
      for i in a.indices { a[i] /= norms[i % n] }
    }
    let factorization = try PivotedQR(scaled)
    let permutation = factorization.permutation
    let rank = factorization.rank()
    guard rank == n else {
      throw CovarianceError.rankDeficient(rank: rank, undetermined: permutation.suffix(from: rank).sorted())
    }
    let inverse = try triangularSolution(of: Tensor.identity(n), with: factorization.r, lower: false)
    let unscaled = try symmetricProduct(of: inverse).scalars
    let factors = norms.map { deviation / $0 }
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
}
