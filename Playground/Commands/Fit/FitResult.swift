// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What a fit came to.
struct FitResult {
  let request: FitRequest
  let data: FitData
  let model: FitModel
  let method: FitRequest.Method
  let trained: TrainedModel

  /// The predictions for all rows of the file that have no missing values.
  func predictions() throws -> Tensor<Double> { try trained(data.all.inputs) }

  /// The statistics of a formula that was fitted by least squares; `nil` for anything else.
  func statistics() throws -> LeastSquaresFit? {
    guard model.formula != nil, method.needsSquares else { return nil }
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

  /// The task's figures of rows, in the units of the file.
  private func quality(of rows: Dataset) throws -> [(figure: FitTask.Figure, value: Double)] {
    let outputs = try trained(rows.inputs)
    return try data.task.figures.map { ($0, try $0.metric.evaluate(outputs, rows.targets)) }
  }

  /// The sets of rows by name.
  private var sets: [(name: String, rows: Dataset)] {
    [("training", data.training)] + (data.validation.map { [("validation", $0)] } ?? [])
  }

  /// How often the rows of a class, by row, are taken for each class, by column; the validation's where there are any.
  /// `nil` for numbers.
  func confusion() throws -> (classes: [String], counts: [[Int]])? {
    guard case .classification(let classes) = data.task, let rows = sets.last?.rows else { return nil }
    return (classes, try ConfusionMatrix(outputs: trained(rows.inputs), targets: rows.targets).counts)
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
      if let (classes, counts) = try confusion() {
        var table = TextTable(
          [("\(data.targets[0]) is \\ taken for", .left)] + classes.map { ($0, .right) }, isRuled: false)
        for (name, row) in zip(classes, counts) { table.append([name] + row.map(String.init)) }
        parts.append("\(table)")
      }
      parts.append(try predictionTable())
      return parts.joined(separator: "\n\n")
    }
  }

  private func qualityTable() throws -> String {
    var table = TextTable(
      [("", .left), ("rows", .right)] + data.task.figures.map { ($0.title, .right) }, isRuled: false)
    for (name, rows) in sets {
      table.append([name, "\(rows.count)"] + (try quality(of: rows)).map { $0.figure.text($0.value) })
    }
    return "\(table)"
  }

  private func predictionTable() throws -> String {
    let count = min(5, data.all.count)
    let inputs = data.inputs.enumerated().map {
      (name: $1, column: Column.numbers(data.all.inputs.column($0, of: data.inputs.count)))
    }
    let columns =
      inputs + data.task.columns(ofTargets: data.all.targets, data.targets)
      + data.task.columns(ofOutputs: try predictions(), data.targets)
    var table = TextTable(columns.map { ($0.name, .right) }, isRuled: false)
    for row in 0..<count {
      table.append(
        columns.map {
          switch $0.column {
          case .numbers(let numbers): "\(Float(numbers[row]))"
          case .text(let words): words[row] ?? ""
          }
        })
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
        let figures = try quality(of: rows).map { ($0.figure.key, JSON.number($0.value)) }
        return .members([("rows", .integer(rows.count))] + figures)
      }
      let confusion = try confusion()
      return .object([
        "schema": .string("wengert.fit/1"), "method": .string(method.rawValue),
        "seed": .integer(Int(request.seed)), "parameterCount": .integer(model.model.parameterCount),
        "parameters": .array(parameters), "status": .string("\(trained.status)"),
        "converged": .bool(trained.status.isConverged), "epochs": .integer(trained.history.last?.epoch ?? 0),
        "loss": .number(trained.history.last?.loss ?? .nan),
        "sumOfSquares": statistics.map { .number($0.sumOfSquares) } ?? .null,
        "training": try document(data.training), "validation": try document(data.validation),
        "classes": confusion.map { .array($0.classes.map(JSON.string)) } ?? .null,
        "confusion": confusion.map { .array($0.counts.map { .array($0.map(JSON.integer)) }) } ?? .null,
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
    let predicted = data.task.columns(ofOutputs: try trained(inputs), data.targets)
    try Table(zip(table.names, table.columns).map { (name: $0, column: $1) } + predicted).write(csv: output)
  }
}
