// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What a fit came to.
struct FitResult {
  let request: FitRequest
  let data: FitData
  let model: FitModel
  let trained: TrainedModel

  /// The predictions for all rows of the file that have no missing values.
  func predictions() throws -> Tensor<Double> { try trained(data.all.inputs) }

  /// The statistics of a formula that was fitted by least squares; `nil` for anything else.
  func statistics() throws -> LeastSquaresFit? {
    guard model.formula != nil, [.lm, .dogleg].contains(request.method) else { return nil }
    let problem = try LeastSquares(
      model.model, inputs: data.training.inputs, targets: data.training.targets)
    let (value, gradient) = try problem.valueWithGradient(at: trained.parameters)
    let minimum = Minimum(
      parameters: trained.parameters, value: value, gradient: gradient, status: trained.status,
      evaluations: trained.evaluations,
      history: trained.history.map {
        IterationRecord(iteration: $0.epoch, value: $0.loss, gradientNorm: $0.gradientNorm)
      })
    return try LeastSquaresFit(
      minimum, of: problem, solver: LeastSquaresSolver.automatic.resolved(for: problem))
  }

  /// R² and the root mean squared error of rows, in the units of the file.
  func quality(of rows: Dataset) throws -> (rSquared: Double, error: Double) {
    let outputs = try trained(rows.inputs)
    return (
      try Metric.rSquared.evaluate(outputs, rows.targets),
      try Metric.rootMeanSquaredError.evaluate(outputs, rows.targets)
    )
  }

  // MARK: Text

  /// All that is printed.
  var text: String {
    get throws {
      var parts: [String] = []
      if let statistics = try statistics() {
        parts.append(try statistics.summary(names: model.parameterNames))
      } else if model.formula != nil {
        parts.append(
          zip(model.parameterNames, trained.parameters.scalars).map { "\($0)  \($1)" }.joined(separator: "\n")
        )
        parts.append("\(trained.status) \(trained.history.last?.epoch ?? 0) epochs.")
      } else {
        parts.append("\(model.model.summary())")
        parts.append("\(trained.status) \(trained.history.last?.epoch ?? 0) epochs.")
      }
      parts.append(try qualityTable())
      parts.append(try predictionTable())
      return parts.joined(separator: "\n\n")
    }
  }

  private func qualityTable() throws -> String {
    var table = TextTable(
      [("", .left), ("rows", .right), ("R²", .right), ("RMS error", .right)], isRuled: false)
    for (name, rows) in [("training", data.training), ("validation", data.validation)] {
      guard let rows else { continue }
      let (rSquared, error) = try quality(of: rows)
      table.append([name, "\(rows.count)", rSquared.fixed(6), "\(Float(error))"])
    }
    return "\(table)"
  }

  private func predictionTable() throws -> String {
    let (outputs, count) = (try predictions().scalars, min(5, data.all.count))
    let k = data.targets.count
    var table = TextTable(
      (data.inputs + data.targets.flatMap { [$0, "predicted \($0)"] }).map { ($0, .right) }, isRuled: false)
    for row in 0..<count {
      let inputs = data.all.inputs.scalars[row * data.inputs.count..<(row + 1) * data.inputs.count]
      let results = (0..<k).flatMap { [data.all.targets.scalars[row * k + $0], outputs[row * k + $0]] }
      table.append((inputs + results).map { "\(Float($0))" })
    }
    return count < data.all.count
      ? "\(table)\nand \(data.all.count - count) rows more (--output)" : "\(table)"
  }

  // MARK: JSON

  /// The same as a document; `schema` tells its form.
  var json: JSON {
    get throws {
      var parameters: [JSON] = []
      let statistics = try statistics()
      let errors = try? statistics?.standardErrors().scalars
      if model.formula != nil {
        parameters = model.parameterNames.indices.map { place in
          .object([
            "name": .string(model.parameterNames[place]),
            "estimate": .number(trained.parameters.scalars[place]),
            "standardError": errors.map { .number($0[place]) } ?? .null,
          ])
        }
      }
      func document(_ rows: Dataset?) throws -> JSON {
        guard let rows else { return .null }
        let (rSquared, error) = try quality(of: rows)
        return .object([
          "rows": .integer(rows.count), "rSquared": .number(rSquared), "rootMeanSquaredError": .number(error),
        ])
      }
      return .object([
        "schema": .string("wengert.fit/1"), "method": .string(request.method.rawValue),
        "seed": .integer(Int(request.seed)), "parameterCount": .integer(model.model.parameterCount),
        "parameters": .array(parameters), "status": .string("\(trained.status)"),
        "converged": .bool(trained.status.isConverged), "epochs": .integer(trained.history.last?.epoch ?? 0),
        "loss": .number(trained.history.last?.loss ?? .nan),
        "sumOfSquares": statistics.map { .number($0.sumOfSquares) } ?? .null,
        "training": try document(data.training), "validation": try document(data.validation),
        "droppedRows": .integer(data.droppedCount),
        "resumedAfter": trained.resumption.map { .integer($0.epoch) } ?? .null,
      ])
    }
  }

  // MARK: Files

  /// Writes the predictions that were asked for: the columns of the file and the predictions beside them.
  func writePredictions() throws {
    guard let output = request.output else { return }
    let (inputs, table) = try data.inputs(ofFile: request.predict ?? request.path)
    let outputs = try trained(inputs).scalars
    let k = data.targets.count
    let predicted = data.targets.enumerated().map { place, name in
      let column = stride(from: place, to: outputs.count, by: k).map { outputs[$0] }
      return (name: "predicted \(name)", column: Column.numbers(column))
    }
    try Table(zip(table.names, table.columns).map { (name: $0, column: $1) } + predicted).write(csv: output)
  }
}
