// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension FitResult {
  /// A page with the fit, its residuals and its history.
  func report() throws -> Report {
    try Report(title: "Fit of \(data.targets.joined(separator: ", "))", lead: lead) {
      Code(try text)
      if let (classes, counts) = try confusion() {
        try Section("Classes") {
          try ReportTable(
            ["\(data.targets[0]) is"] + classes.map { "taken for \($0)" },
            rows: zip(classes, counts).map { [$0] + $1.map(String.init) })
        }
      } else {
        let (outputs, k) = (try predictions(), data.targets.count)
        for (place, target) in data.targets.enumerated() {
          let measured = data.all.targets.column(place, of: k)
          let predicted = outputs.column(place, of: k)
          try Section("Fit of \(target)") {
            try fitPlot(target, place, measured, predicted)
            try residualPlot(target, measured, predicted)
          }
        }
      }
      if trained.history.count > 1 { try Section("History") { try historyPlot() } }
      if let statistics = try statistics(), let errors = try? statistics.standardErrors().scalars {
        try Section("Parameters") {
          try ReportTable(
            ["parameter", "estimate", "standard error"],
            rows: model.parameterNames.indices.map {
              [model.parameterNames[$0], "\(trained.parameters.scalars[$0])", "\(errors[$0])"]
            })
        }
      }
    }
  }

  private var lead: String {
    let what = model.formula.map { "The formula \($0)" } ?? "A network \(request.model ?? "")"
    return
      "\(what), fitted to \(data.training.count) rows by \(method.rawValue); seed \(request.seed)."
  }

  /// With one input the curve through the data, else what is predicted over what was measured.
  private func fitPlot(
    _ target: String, _ place: Int, _ measured: [Double], _ predicted: [Double]
  ) throws -> Plot {
    if data.inputs.count == 1, data.all.count > 1 {
      let x = data.all.inputs.scalars
      let (low, high) = (x.reduce(.infinity, min), x.reduce(-.infinity, max))
      let points = (0...200).map { low + (high - low) * Double($0) / 200 }
      let curve = try trained(Tensor(points).reshaped(to: [points.count, 1])).scalars
      let k = data.targets.count
      return try Plot(
        title: "\(target) over \(data.inputs[0])", summary: "The fit runs through the rows of the file.",
        x: Axis(data.inputs[0]), y: Axis(target)
      ) {
        Scatter(x, measured, label: "data")
        Line(points, points.indices.map { curve[$0 * k + place] }, label: "fit")
      }
    }
    let ends = [
      (measured + predicted).reduce(.infinity, min), (measured + predicted).reduce(-.infinity, max),
    ]
    return try Plot(
      title: "\(target), predicted and measured", summary: "A perfect fit lies on the line.",
      x: Axis("measured \(target)"), y: Axis("predicted \(target)")
    ) {
      Line(ends, ends, label: "equal")
      Scatter(measured, predicted, label: "rows")
    }
  }

  private func residualPlot(_ target: String, _ measured: [Double], _ predicted: [Double]) throws -> Plot {
    try Plot(
      title: "Residuals of \(target)", summary: "Measured less predicted; a good fit leaves no pattern.",
      x: Axis("predicted \(target)"), y: Axis("residual")
    ) {
      Scatter(predicted, zip(measured, predicted).map { $0 - $1 }, label: "rows")
      Rule(y: 0)
    }
  }

  private func historyPlot() throws -> Plot {
    let history = trained.history.filter { $0.loss > 0 && $0.loss.isFinite }
    let validated = history.filter { ($0.validationLoss ?? 0) > 0 }
    let isPositive = !history.isEmpty
    let shown = isPositive ? history : trained.history
    return try Plot(
      title: "Loss over epochs", summary: "The loss of the rows that train, and of those that validate.",
      x: Axis("epoch"), y: Axis("loss", scale: isPositive ? .logarithmic : .linear)
    ) {
      Line(shown.map { Double($0.epoch) }, shown.map(\.loss), label: "training")
      if validated.count > 1 {
        Line(
          validated.map { Double($0.epoch) }, validated.map { $0.validationLoss ?? 0 }, label: "validation")
      }
    }
  }
}
