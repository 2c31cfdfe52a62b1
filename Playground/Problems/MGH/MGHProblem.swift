// SPDX-License-Identifier: Apache-2.0
package import Wengert

/// A problem of Moré, Garbow and Hillstrom, Testing unconstrained optimization software, 1981, ACM TOMS 7, 17-41.
package struct MGHProblem: Sendable {
  /// The paper's number of the function.
  package let number: Int
  package let name: String
  /// The standard start.
  package let start: [Double]
  /// The sums of squares at the known minima, infima at infinity included, the lowest first.
  package let minima: [Double]

  /// The number of residuals.
  private let residualCount: Int
  private let residuals: @Sendable (Variable) -> Variable

  /// The function of the given number.
  ///
  /// - Parameter residuals: From the parameters, `[n]`, to the residuals, `[m]`.
  init(
    _ number: Int, _ name: String, start: [Double], residualCount: Int, minima: [Double],
    _ residuals: @escaping @Sendable (Variable) -> Variable
  ) {
    self.number = number
    self.name = name
    self.start = start
    self.minima = minima
    self.residualCount = residualCount
    self.residuals = residuals
  }

  /// The residuals, with derivatives from the tape.
  package func leastSquares() throws -> LeastSquares {
    // One sample, whose outputs are the residuals.
    try LeastSquares(
      parameters: start.count, inputs: [0], targets: .zeros([1, residualCount])
    ) { parameters, _ in residuals(parameters) }
  }

  /// The sum of squares as a general objective.
  package func objective() throws -> Objective {
    try Objective(parameters: start.count) { parameters in
      let r = residuals(parameters)
      return sum(r * r)
    }
  }

  /// Whether a sum of squares is that of a known minimum: to four digits, or to 10⁻¹⁰.
  package func isMinimum(_ value: Double) -> Bool {
    minima.contains { (value - $0).magnitude <= Swift.max(1e-4 * $0, 1e-10) }
  }
}
