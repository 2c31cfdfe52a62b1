// SPDX-License-Identifier: Apache-2.0
internal import Formulas
internal import PlaygroundModels
internal import Autodiff
internal import Wengert

/// A function at a point, with all that there is to show of how its derivatives come about.
struct ExplainedFunction {
  /// What can be printed.
  enum Part: String, CaseIterable {
    case derivation, latex, trace, markdown, dot, mermaid
  }

  private let name: String
  private let title: String
  private let program: Program
  private let point: [Tensor<Double>]
  /// The inputs that derivatives are taken by, by their numbers.
  private let parameters: [Int]
  /// The outputs of a model before the loss.
  private var outputs: Program?

  /// A model with the sum of squared errors of one sample.
  init(_ name: String, _ model: Model) throws {
    let count = model.parameters.count
    (self.name, title, parameters) = (name, "The model \(name)", Array(0..<count))
    let shapes = model.parameters.map(\.shape)
    let names = model.parameters.map(\.name)
    func output(_ v: [Variable]) -> Variable {
      model.program([concatenate(v[..<count].map { $0.flattened() }), v[count]])[0].named("ẑ")
    }
    let whole = shapes + [model.inputShape, model.outputShape]
    program = try Program(inputs: whole, named: names + ["y", "z"]) { v in
      [sum(pow(output(v) - v[count + 1], 2))]
    }.withoutParameterVector()
    outputs = try Program(inputs: shapes + [model.inputShape], named: names + ["y"]) { [output($0)] }
      .withoutParameterVector()
    var source = Xoshiro256(seed: 1)
    let start = try model.named(model.initialParameters(seed: 1))
    point =
      names.compactMap { start[$0] }
      + [model.inputShape, model.outputShape].map { Tensor.uniform($0, from: -1, to: 1, using: &source) }
  }

  /// A formula at the values of its names.
  init(formula text: String, at assignments: String) throws {
    let assigned = try assignments.isEmpty ? [] : Formula.assignments(assignments)
    guard !assigned.isEmpty else { throw UsageError("--at says where: --at 'x=1.2, y=[1, 2]'") }
    let formula = try Formula(text)
    (name, title, parameters) = ("formula", text, Array(assigned.indices))
    point = try assigned.map { name, value in
      try Program(inputs: []) { _ in [try value.record([:], in: assignments)] }.run([])[0]
    }
    let names = assigned.map(\.name)
    program = try Program(inputs: point.map(\.shape), named: names) { v in
      [try formula.record(Dictionary(uniqueKeysWithValues: zip(names, v)), in: text)]
    }
  }

  // MARK: Text

  /// A part as text; the derivation and the trace when none is named.
  func text(_ part: Part?) throws -> String {
    switch part {
    case nil: "\(try derivation())\n\n\(try trace())"
    case .derivation: "\(try derivation())"
    case .latex: try derivation().latex
    case .trace: "\(try trace())"
    case .markdown: try trace().markdown
    case .dot: ComputationalGraph(try trace()).dot()
    case .mermaid: ComputationalGraph(try trace()).mermaid()
    }
  }

  private func derivation() throws -> Derivation {
    let names = program.inputNames.compactMap { $0 }
    return try program.derivation(by: parameters.map { names[$0] })
  }

  private func trace() throws -> Trace {
    let cotangents = program.outputShapes.map { Tensor<Double>(repeating: 1, shape: $0) }
    return try program.trace(at: point, seeding: cotangents)
  }

  // MARK: Files

  /// All pages and drawings.
  func files() throws -> [ExplanationFile] {
    let (derivation, trace) = (try derivation(), try trace())
    var files = [
      ExplanationFile("\(name)-derivation.html", derivation.html(title: title), .html),
      ExplanationFile("\(name)-derivation.tex", derivation.latex + "\n", .latex),
      ExplanationFile("\(name)-trace.html", try trace.html(title: title), .html),
      svg("graph", GraphDrawing(ComputationalGraph(trace), title: title).svg()),
    ]
    if let network = try network() { files.append(svg("network", network.svg())) }
    let count = parameters.reduce(0) { $0 + point[$1].count }
    let inner = outputs ?? program
    if count <= 2000 {
      files.append(
        svg(
          "jacobian",
          try inner.jacobianMap(at: Array(point.prefix(inner.inputShapes.count)), by: parameters).svg()))
    }
    if count <= 200, program.outputShapes[0].elementCount == 1 {
      files.append(svg("hessian", try program.hessianMap(at: point, by: parameters).svg()))
    }
    return files
  }

  private func svg(_ kind: String, _ content: String) -> ExplanationFile {
    ExplanationFile("\(name)-\(kind).svg", content, .svg)
  }

  /// The layers with their weights, when the matrices of the parameters are a chain.
  private func network() throws -> NetworkDrawing? {
    let names = program.inputNames
    let weights = parameters.filter { point[$0].rank == 2 }.map { (name: names[$0] ?? "", matrix: point[$0]) }
    let isChain = zip(weights, weights.dropFirst()).allSatisfy { $0.matrix.shape[0] == $1.matrix.shape[1] }
    return weights.isEmpty || !isChain ? nil : try NetworkDrawing(title: title, weights: weights)
  }
}
