// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// Shows how the derivatives of a model or a formula come about.
struct ExplainCommand: Command {
  let name = "explain"
  let summary = "shows how derivatives of a model or a formula come about"
  let operand: String? = "model"
  let options: [Option] = [formula, at, part, output, drawings]

  private static let formula = Option("formula", value: "TEXT", "a formula in place of a model: 'sin(x) * y'")
  private static let at = Option("at", value: "VALUES", "where to trace the formula: 'x=1.2, y=[1, 2]'")
  private static let part = Option("part", value: "NAME", "what to print: \(parts)")
  private static let output = Option("output", value: "DIR", "a folder to write pages and drawings to")
  private static let drawings = Option("drawings", "write the drawings only")

  private static let parts = ExplainedFunction.Part.allCases.map(\.rawValue).joined(separator: ", ")

  var discussion: String {
    let models = ModelCatalog.all.map { "  \($0.name.padded(to: 12, alignment: .left))  \($0.summary)" }
    return """
      Prints the derivation of the gradient in matrix notation and the trace of both passes, for one of the
      models below, with the sum of squared errors for one sample as its loss, or for a formula.

      With --output it writes, for NAME the model's or 'formula':
        NAME-derivation.html, .tex    the formulas, for browsers and for LaTeX
        NAME-trace.html               the passes step by step, with a slider
        NAME-graph.svg                the computational graph
        NAME-network.svg              the layers with their weights, of a chain of layers
        NAME-jacobian.svg             the outputs' derivatives by the parameters, up to 2000 of them
        NAME-hessian.svg              the loss's second derivatives, up to 200 parameters

      \(models.joined(separator: "\n"))
      """
  }

  func run(_ arguments: Arguments, on console: Console) throws -> Verdict {
    let explanation = try explanation(arguments)
    let part = try Self.part(try arguments.text(Self.part))
    if let folder = try arguments.text(Self.output) {
      let hasDrawingsOnly = arguments.contains(Self.drawings)
      for file in try explanation.files() where file.isDrawing || !hasDrawingsOnly {
        try file.write(into: folder)
        console.reportLine("wrote \(folder)/\(file.name)")
      }
    } else {
      console.printLine(try explanation.text(part))
    }
    return .passed
  }

  private func explanation(_ arguments: Arguments) throws -> ExplainedFunction {
    guard let formula = try arguments.text(Self.formula) else {
      guard let name = arguments.operands.first else { throw UsageError("name a model, or give a --formula") }
      try arguments.allowOperands(1)
      guard let entry = ModelCatalog.all.first(where: { $0.name == name }) else {
        throw UsageError(unknown: "model", name, known: ModelCatalog.all.map(\.name))
      }
      return try ExplainedFunction(name, try entry.make())
    }
    try arguments.allowOperands(0)
    return try ExplainedFunction(formula: formula, at: try arguments.text(Self.at) ?? "")
  }

  private static func part(_ text: String?) throws(UsageError) -> ExplainedFunction.Part? {
    guard let text else { return nil }
    guard let part = ExplainedFunction.Part(rawValue: text) else {
      throw UsageError(unknown: "part", text, known: ExplainedFunction.Part.allCases.map(\.rawValue))
    }
    return part
  }
}
