// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import PlaygroundModels
internal import Wengert

/// The command line `gradcheck`.
struct Command {
  /// Writes text to standard output.
  let write: (String) -> Void
  /// Writes text to standard error.
  let complain: (String) -> Void

  /// Does what `words` ask for.
  func run(_ words: [String]) -> ExitCode {
    do {
      let request = try Request(words)
      switch request.task {
      case .help:
        write(Request.usage)
        return .passed
      case .list:
        let width = ModelCatalog.all.map(\.name.count).max() ?? 0
        for entry in ModelCatalog.all {
          write("\(entry.name)\(String(repeating: " ", count: width - entry.name.count))  \(entry.summary)\n")
        }
        return .passed
      case .model(let name): return try checkModel(name, request)
      case .expression(let text): return try checkExpression(text, request)
      }
    } catch let error as Request.UsageError {
      complain("gradcheck: \(error)\nRun 'gradcheck --help' for what there is.\n")
    } catch {
      complain("gradcheck: \(error)\n")
    }
    return .usage
  }

  private func options(_ request: Request) -> GradcheckOptions {
    GradcheckOptions(seed: request.seed, method: request.usesComplexStep ? .complexStep : .differences)
  }

  private func checkModel(_ name: String, _ request: Request) throws -> ExitCode {
    guard let entry = ModelCatalog.all.first(where: { $0.name == name }) else {
      let known = ModelCatalog.all.map(\.name).joined(separator: ", ")
      throw Request.UsageError(description: "unknown model '\(name)'; known are \(known)")
    }
    let model = try entry.make()
    var random = Xoshiro256(seed: request.seed)
    let input = Tensor<Double>.standardNormal(model.inputShape, using: &random)
    // Biases begin at 0, where a model is not typical.
    let offset = Tensor<Double>.standardNormal([model.parameterCount], using: &random)
    let parameters: Tensor<Double> = model.initialParameters(seed: request.seed) + offset * 0.1
    var options = options(request)
    if model.parameterCount > 2000 {
      options.directions = GradcheckOptions.directional.directions
      options.maximumElements = GradcheckOptions.directional.maximumElements
    }
    let report =
      request.usesFloat
      ? try gradcheck(model, at: parameters, input: input, for: Float.self, options: options)
      : try gradcheck(model, at: parameters, input: input, options: options)
    return try show(report, request) {
      "model \(name): \(entry.summary), \(model.parameterCount) parameters\n\n\(report)\n"
    }
  }

  private func checkExpression(_ text: String, _ request: Request) throws -> ExitCode {
    let check = try ExpressionCheck(text, at: request.point ?? "")
    var options = options(request)
    options.listsAllEntries = true
    let report: GradcheckReport
    if let gradient = request.gradient {
      report = try check.report(onGradient: gradient, options)
    } else {
      report =
        request.usesFloat
        ? try gradcheck(check.program, at: check.point, for: Float.self, options: options)
        : try gradcheck(check.program, at: check.point, options: options)
    }
    return try show(report, request) {
      "\(try check.headline)\n\n\(try check.table(report))\(report)\n"
    }
  }

  /// Prints the report, as text or as JSON.
  private func show(_ report: GradcheckReport, _ request: Request, text: () throws -> String) throws
    -> ExitCode
  {
    if request.printsJSON {
      let encoder = JSONEncoder()
      encoder.outputFormatting = [.prettyPrinted, .sortedKeys, .withoutEscapingSlashes]
      write(String(decoding: try encoder.encode(report), as: UTF8.self) + "\n")
    } else {
      write(try text())
    }
    return ExitCode(report.verdict)
  }
}
