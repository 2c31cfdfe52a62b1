// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension LeastSquaresFit {
  /// The fit as a table, as `summary(nls(...))` of R prints it: estimates with standard errors and t values, the
  /// residual standard deviation, and how the run ended.
  ///
  /// Evaluates the Jacobian. Where the data do not determine the parameters the reason stands in place of the errors.
  /// - Parameter names: Those of the parameters, in their order; those that are missing are numbered.
  /// - Throws: What the function throws.
  public func summary(names: [String] = []) throws -> String {
    var lines: [String] = []
    let estimates = minimum.parameters.scalars
    let labels = estimates.indices.map { $0 < names.count ? names[$0] : "θ[\($0)]" }
    do {
      let errors = try standardErrors().scalars
      let student = StudentDistribution(degreesOfFreedom: degreesOfFreedom)
      var table = TextTable(
        [
          ("", .left), ("estimate", .right), ("std. error", .right), ("t value", .right),
          ("Pr(>|t|)", .right),
        ],
        isRuled: false)
      for i in estimates.indices {
        let t = estimates[i] / errors[i]
        let p = max(0, 1 - student.probability(within: t.magnitude))
        table.append([
          labels[i], Self.text(estimates[i]), Self.text(errors[i]), Self.text(t, digits: 4),
          p <= .ulpOfOne ? "<2e-16" : Self.text(p, digits: 3),
        ])
      }
      lines.append("\(table)")
      lines.append("")
      lines.append(
        "Residual standard deviation: \(Self.text(try residualStandardDeviation)) on \(degreesOfFreedom) degrees of freedom"
      )
    } catch let error as CovarianceError {
      for (label, estimate) in zip(labels, estimates) { lines.append("\(label)  \(Self.text(estimate))") }
      lines.append("")
      lines.append("No standard errors: \(error).")
    }
    lines.append("Sum of squares: \(Self.text(sumOfSquares))")
    lines.append("\(minimum.status)")
    let evaluations = minimum.evaluations
    lines.append(
      "\(minimum.iterations) iterations, \(evaluations.values) evaluations, \(evaluations.jacobians) Jacobians."
    )
    lines.append("Solved by \(solver.solver): \(solver.reason).")
    return lines.joined(separator: "\n")
  }

  /// A number to some significant digits.
  private static func text(_ value: Double, digits: Int = 7) -> String {
    guard value.isFinite, value != 0 else { return "\(value)" }
    let exponent = Int((Double.log(value.magnitude) / Double.log(10)).rounded(.down))
    let scale = Double.pow(10, Double(digits - 1 - exponent))
    guard scale.isFinite, scale > 0 else { return "\(value)" }
    let rounded = (value * scale).rounded() / scale
    return "\(rounded)"
  }
}
