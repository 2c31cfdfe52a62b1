// SPDX-License-Identifier: Apache-2.0
package import Wengert

/// A nonlinear regression problem of NIST's Statistical Reference Datasets, with results certified to 11 digits.
///
/// Public data of the National Institute of Standards and Technology, https://www.itl.nist.gov/div898/strd.
package struct NISTProblem: Sendable {
  /// NIST's name of the set.
  package let name: String
  /// The two starts: one far from the solution, one near.
  package let starts: [[Double]]
  /// The certified parameters.
  package let certified: [Double]
  /// The certified standard deviations of the parameters.
  package let standardErrors: [Double]
  /// The certified residual sum of squares.
  package let sumOfSquares: Double
  /// The certified residual standard deviation.
  package let residualDeviation: Double

  private let observations: String
  private let predictorCount: Int
  /// Whether the model is one of the logarithm of the response.
  private let isLogarithmic: Bool
  private let model: @Sendable (_ b: Variable, _ x: Variable) -> Variable

  /// The set of the given results and data.
  ///
  /// - Parameters:
  ///   - observations: For each the response, then the predictors.
  ///   - logarithmic: Whether the model is one of the logarithm of the response.
  ///   - model: From the parameters, numbered from 0, and the predictors of an observation to its expected response.
  init(
    _ name: String, starts: [[Double]], certified: [Double], standardErrors: [Double], sumOfSquares: Double,
    residualDeviation: Double, observations: String, predictorCount: Int = 1, logarithmic: Bool = false,
    _ model: @escaping @Sendable (_ b: Variable, _ x: Variable) -> Variable
  ) {
    self.name = name
    self.starts = starts
    self.certified = certified
    self.standardErrors = standardErrors
    self.sumOfSquares = sumOfSquares
    self.residualDeviation = residualDeviation
    self.observations = observations
    self.predictorCount = predictorCount
    isLogarithmic = logarithmic
    self.model = model
  }

  /// The problem with derivatives from the tape.
  package func leastSquares() throws -> LeastSquares {
    let numbers = observations.split(whereSeparator: \.isWhitespace).compactMap { Double($0) }
    let width = 1 + predictorCount
    let rows = stride(from: 0, to: numbers.count, by: width)
    let responses = rows.map { isLogarithmic ? Double.log(numbers[$0]) : numbers[$0] }
    let predictors = rows.flatMap { numbers[$0 + 1..<$0 + width] }
    let shape: Shape = predictorCount == 1 ? [responses.count] : [responses.count, predictorCount]
    return try LeastSquares(
      parameters: certified.count, inputs: Tensor(shape: shape, scalars: predictors),
      targets: Tensor(responses), model)
  }

  /// The number of decimal digits that the worst of the values shares with its certified one, at most 11: what NIST
  /// calls the log relative error.
  package static func commonDigits(_ values: [Double], _ certified: [Double]) -> Double {
    zip(values, certified).reduce(11) { least, pair in
      let error = (pair.0 - pair.1).magnitude / pair.1.magnitude
      let digits = error > 0 ? -Double.log(error) / Double.log(10) : 11
      // NaN shares no digit.
      return digits >= 0 ? Swift.min(least, digits) : 0
    }
  }
}
