// SPDX-License-Identifier: Apache-2.0
internal import Formulas
internal import Wengert

/// An expression, recorded, with the point that its derivatives are checked at.
struct ExpressionCheck {
  let text: String
  let names: [String]
  let point: [Tensor<Double>]
  let program: Program

  /// More rows than this are not printed.
  private static let mostRows = 24

  /// - Parameters:
  ///   - text: The expression.
  ///   - assignments: The values of its names: `x=1.2, y=[0.5, 1]`.
  init(_ text: String, at assignments: String) throws {
    self.text = text
    let expression = try Formula(text)
    let assigned = assignments.isEmpty ? [] : try Formula.assignments(assignments)
    names = assigned.map(\.name)
    point = try assigned.map { assignment in
      try Program(inputs: []) { _ in [try assignment.value.record([:], in: assignments)] }
        .run([Tensor<Double>]())[0]
    }
    program = try Self.record([expression], names, point, in: text)
  }

  private static func record(
    _ expressions: [Formula], _ names: [String], _ point: [Tensor<Double>], in text: String
  ) throws -> Program {
    try Program(at: point, named: names) { variables in
      let values = Dictionary(uniqueKeysWithValues: zip(names, variables))
      return try expressions.map { try $0.record(values, in: text) }
    }
  }

  /// The expression and its value.
  var headline: String {
    get throws {
      let value = try program.run(point)[0]
      let place = zip(names, point).map { "\($0) = \($1.inline)" }.joined(separator: ", ")
      return "f = \(text)\nf = \(value.inline)\(place.isEmpty ? "" : " at \(place)")"
    }
  }

  /// The check of derivatives that the user wrote.
  func report(onGradient gradient: String, _ options: GradcheckOptions) throws -> GradcheckReport {
    let expressions = try Formula.list(gradient)
    guard expressions.count == names.count else {
      throw Request.UsageError(
        description:
          "--gradient has \(expressions.count) expressions, but --at has \(names.count) names: one for each "
          + "is needed")
    }
    let derivatives = try Self.record(expressions, names, point, in: gradient).compiled(for: Double.self)
    return try gradcheck(
      at: point, named: names, gradients: { try derivatives($0) }, options: options
    ) { variables in program(variables)[0] }
  }

  /// The derivatives of a report that lists them one by one: of the tape or the user's, by differences, to how many digits
  /// they agree, and as a formula.
  func table(_ report: GradcheckReport) throws -> String {
    guard program.outputShapes[0].elementCount == 1, !names.isEmpty else { return "" }
    let symbolic = try program.gradient().simplified()
    var table = TextTable(
      [
        ("derivative by", .left), (report.derivatives == "gradient" ? "yours" : "tape", .left),
        ("differences", .left),
        ("digits", .right), ("symbolic", .left),
      ], isRuled: false)
    var rowCount = 0
    for (number, input) in report.inputs.enumerated() {
      let formula = symbolic.formula(ofOutput: number) ?? "(long)"
      for (place, entry) in input.entries.enumerated() {
        rowCount += 1
        guard rowCount <= Self.mostRows else { continue }
        let comparison = entry.comparison
        let numeric =
          comparison.numeric.map {
            "\($0.text(significant: 10)) ± \((comparison.error ?? 0).text(significant: 1))"
          }
          ?? comparison.kink.map {
            "kink: \($0.left.text(significant: 7)) | \($0.right.text(significant: 7))"
          }
        table.append([
          entry.label, comparison.analytic?.text(significant: 10) ?? "not finite", numeric ?? "none",
          comparison.digits?.text(decimals: 1) ?? "",
          place == 0 ? (input.entries.count > 1 ? "\(input.name): \(formula)" : formula) : "",
        ])
      }
    }
    let rest = rowCount > Self.mostRows ? "\n\(rowCount - Self.mostRows) more" : ""
    return rowCount == 0 ? "" : "\(table)\(rest)\n\n"
  }
}

extension Tensor where Scalar == Double {
  /// The elements on one line, as an expression writes them: `[[1, 2], [3, 4]]`.
  fileprivate var inline: String {
    guard shape.rank > 0 else { return scalars[0].text(significant: 16) }
    return "[" + (0..<shape[0]).map { self[$0].inline }.joined(separator: ", ") + "]"
  }
}
