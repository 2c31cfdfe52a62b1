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

  /// How the steps were solved for, and why so.
  public let solver: LeastSquaresSolver.Choice

  let function: any LeastSquaresFunction

  /// The fit of `function` that ended in `minimum`.
  ///
  /// - Parameter solver: How the steps were solved for.
  /// - Throws: What `function` throws; its residuals at the best parameters are evaluated once.
  public init(
    _ minimum: Minimum, of function: some LeastSquaresFunction, solver: LeastSquaresSolver.Choice
  ) throws {
    self.minimum = minimum
    self.solver = solver
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
