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

  let function: any LeastSquaresFunction

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
}
