// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What the learning rates do.
struct LearningRatesFindings: Findings {
  let runs: [RegressionRun]
  let parameterCounts: [Int]
  let rowCounts: [Int]
  /// The data of the first start.
  let data: CubicData
  let model: Model
  let epochs: Int

  private enum CodingKeys: CodingKey { case runs, parameterCounts, rowCounts }

  init(_ model: Model, runs: [RegressionRun], data: CubicData, epochs: Int) throws {
    self.runs = runs
    self.data = data
    self.model = model
    self.epochs = epochs
    let counts = model.parameters.map(\.range.count)
    parameterCounts = stride(from: 0, to: counts.count, by: 2).map { counts[$0] + counts[$0 + 1] }
    rowCounts = [data.training.count, data.validation.count, data.test.count]
  }

  /// The runs with a learning rate, or of Levenberg-Marquardt.
  func runs(_ rate: Double?) -> [RegressionRun] { runs.filter { $0.learningRate == rate } }

  /// The median test error of a learning rate, or of Levenberg-Marquardt. One that is not finite counts as infinite.
  func testError(_ rate: Double?) -> Double {
    Sampler.median(runs(rate).map { $0.testError.isFinite ? $0.testError : .infinity })
  }

  private var errorOfConstant: Double { Sampler.median(runs.map(\.errorOfConstant)) }

  private func learning(_ rate: Double?) -> Int { runs(rate).count(where: \.learns) }

  static let publishedErrors = [247.79, 0.0894, 0.0870, 0.0869]
  static let publishedSeconds = 10.3

  /// The name of a method: a learning rate, or Levenberg-Marquardt.
  static func name(_ rate: Double?) -> String {
    rate.map { "rate \($0 == 1 ? "1" : "\($0)")" } ?? "LM"
  }

  var verdict: VerdictBox {
    let starts = runs(nil).count
    let good = LearningRatesExperiment.rates.dropFirst()
    let best = good.min { testError($0) < testError($1) } ?? 0.1
    let constant = errorOfConstant
    let published = Self.publishedErrors.dropFirst().max() ?? 0
    let unlearned = published > constant / 2
    let text = """
      A learning rate of 1 is useless, as published: \(learning(1)) of \(starts) runs learn anything. At the others \
      \(good.map { "\(learning($0)) of \(starts) at \($0)" }.joined(separator: ", ")) learn, but to very different depths: \
      the median test error is \(good.map { Self.number(testError($0)) }.joined(separator: ", ")), where the text has 0.0894 to 0.0869 for all. \
      \(unlearned ? "A constant has \(Self.number(constant)) on these rows: the published networks had learned next to nothing, so that their table cannot rank the rates." : "A constant has \(Self.number(constant)).") \
      LM needs no rate, and has \(Self.number(testError(nil))), \((testError(best) / testError(nil)).text(significant: 2)) times less than the best of them.
      """
    return VerdictBox(unlearned || learning(1) > 0 ? .incomplete : .confirmed, text)
  }

  static func number(_ error: Double) -> String { error.isFinite ? error.text(significant: 3) : "\u{221E}" }

  var facts: [Fact] {
    [
      Fact("the network has 321 parameters in layers of 32, 272 and 17", parameterCounts == [32, 272, 17]),
      Fact("146 rows train and validate, 97 and 49, and 74 test", rowCounts == [97, 49, 74]),
    ]
      + (epochs < 250
        ? []
        : [
          Fact("no run with learning rate 1 learns", learning(1) == 0),
          Fact("most runs with rate 0.1 learn", 2 * learning(0.1) > runs(0.1).count),
          Fact(
            "Levenberg-Marquardt has a lower test error than every learning rate",
            LearningRatesExperiment.rates.allSatisfy { testError(nil) < testError($0) }),
        ])
  }

  var published: [PublishedNumber] {
    let constant = Self.number(errorOfConstant)
    let rows = zip(LearningRatesExperiment.rates, Self.publishedErrors).map { rate, error in
      PublishedNumber(
        "test error, \(Self.name(rate))", published: "\(error)", found: Self.number(testError(rate)),
        rate == 1
          ? "Useless in both: the first steps throw the weights far out, where units die or the error overflows. How far is chance."
          : learning(rate) == 0
            ? "Both are near what a constant has, \(constant)."
            : "The published one is what a constant has, \(constant) here: that network had not learned. Neither the noise nor the initial weights are known."
      )
    }
    return rows + [
      PublishedNumber(
        "test error, second order", published: "not tried", found: Self.number(testError(nil)),
        "Levenberg-Marquardt, the weights of the lowest validation error; the noise alone has \(Self.number(data.noise))."
      ),
      PublishedNumber(
        "parameters", published: "321 = 32 + 272 + 17",
        found:
          "\(parameterCounts.reduce(0, +)) = \(parameterCounts.map(String.init).joined(separator: " + "))",
        "The same network."),
      PublishedNumber(
        "rows that train, validate and test", published: "146 with validation, 74",
        found: rowCounts.map(String.init).joined(separator: ", "),
        "The same numbers; which rows is not known."),
      PublishedNumber(
        "time of a run", published: "10.3 s, with a GPU", found: speed,
        "\(epochs) epochs of ten small batches are a few thousand tiny steps: what takes time elsewhere is calling them."
      ),
    ]
  }

  /// How the time of a run compares, in words that do not change from run to run.
  private var speed: String {
    let slowest =
      LearningRatesExperiment.rates.map { rate in Sampler.median(runs(rate).map(\.seconds)) }.max()
      ?? .infinity
    let factors: [Double] = [10, 2, 1]
    guard let factor = factors.first(where: { slowest * $0 < Self.publishedSeconds }) else { return "more" }
    return factor == 1 ? "less" : "less than a \(factor == 10 ? "tenth" : "half"), without one"
  }

  func tables() throws -> [ReportTable] { [try table(isTimed: true)] }

  /// A row for each learning rate, and for Levenberg-Marquardt.
  func table(isTimed: Bool) throws -> ReportTable {
    func median(_ rate: Double?, _ figure: (RegressionRun) -> Double) -> Double {
      Sampler.median(runs(rate).map { figure($0).isFinite ? figure($0) : .infinity })
    }
    let rates: [Double?] = LearningRatesExperiment.rates + [nil]
    return try ReportTable(
      ["method", "starts", "learn", "training error", "validation error", "test error", "epochs"]
        + (isTimed ? ["seconds", "published seconds"] : []),
      rows: rates.map { rate in
        [
          Self.name(rate), "\(runs(rate).count)", "\(learning(rate))",
          Self.number(median(rate, \.trainingError)),
          Self.number(median(rate, \.validationError)), Self.number(testError(rate)),
          median(rate) { Double($0.iterations) }.fixed(0),
        ]
          + (isTimed
            ? [median(rate, \.seconds).fixed(3), rate == nil ? "" : "\(Self.publishedSeconds)"] : [])
      },
      caption: """
        medians of mean squared errors; "learn": a test error below a quarter of a constant's, \(Self.number(errorOfConstant))
        """)
  }

  func page() throws -> [Block] {
    try BlockBuilder.list {
      Section("What was claimed") {
        """
        A notebook fits y = 9x³ + 5x² and noise by a network 1-16-16-1 with stochastic gradient descent, and compares learning \
        rates: 1 fails, and 0.1, 0.01 and 0.001 end at about the same error, each after ten seconds with a GPU.
        """
      }
      try Section("What the rates do") {
        try table(isTimed: false)
        Picture(
          try curves(),
          caption:
            "The errors of all starts by epoch: median and spread. The dashed level is what a constant has.")
        Picture(
          try fits(), caption: "What the networks of the first start make of the data, beside the test rows.")
      }
      try Section("Without a learning rate") {
        """
        Levenberg-Marquardt solves for its step, and so has no rate to choose. There are more parameters than rows that \
        train, so that the validation rows have to say when to stop.
        """
        Picture(
          try secondOrder(),
          caption: "Levenberg-Marquardt by iteration. The level is the variance of the noise.")
      }
    }
  }

  private func curves() throws -> Panels {
    let figures: [(String, KeyPath<RegressionRun, [Double]>)] = [
      ("training rows", \.trainingErrors), ("validation rows", \.validationErrors),
    ]
    return try Panels(
      title: "Mean squared error by epoch",
      summary: "Rate 0.1 learns fastest; rate 1 never gets below a constant.",
      sharesX: true, sharesY: true,
      try figures.map { title, errors in
        try Plot(
          title: title, x: Axis("epoch", scale: .linear),
          y: Axis("error", scale: .logarithmic, range: 1e-6...10),
          size: PlotSize(width: 340, height: 300)
        ) {
          for rate in LearningRatesExperiment.rates {
            let values = runs(rate).map { run in
              run[keyPath: errors].map { $0 > 0 ? Double.minimum($0, 1e3) : 1e3 }
            }
            Spread(
              Self.name(rate), of: values,
              at: Array(stride(from: 0, through: epochs, by: max(1, epochs / 125)))
            ).marks
          }
          Rule(y: data.errorOfConstant, label: "constant")
        }
      })
  }

  private func fits() throws -> Plot {
    let rates: [Double?] = [0.1, 0.01, 0.001, nil]
    let x = (0...120).map { -0.1 + 1.1 * Double($0) / 120 }
    let inputs = try Tensor(shape: [x.count, 1], scalars: x)
    return try Plot(
      title: "The fits", summary: "Smaller rates have not got far in 250 epochs.",
      x: Axis("x, divided by its maximum"),
      y: Axis("y, divided by its maximum")
    ) {
      Scatter(
        data.test.inputs.scalars, data.test.targets.scalars, label: "test rows", color: .muted,
        marker: .circle, size: 5)
      for rate in rates {
        if let run = runs(rate).first {
          Line(
            x, try model.outputs(for: inputs, parameters: run.parameters).scalars, label: Self.name(rate),
            color: .series(rate == nil ? 4 : LearningRatesExperiment.rates.firstIndex(of: rate ?? 0) ?? 0))
        }
      }
    }
  }

  private func secondOrder() throws -> Plot {
    let values = runs(nil)
    let last = values.map(\.trainingErrors.count).max() ?? 1
    return try Plot(
      title: "Levenberg-Marquardt on the same network",
      summary: "It falls to the noise within some tens of iterations.",
      x: Axis("iteration"), y: Axis("error", scale: .logarithmic)
    ) {
      Spread("training rows", of: values.map(\.trainingErrors), at: Array(0..<last)).marks
      Spread("validation rows", of: values.map(\.validationErrors), at: Array(0..<last)).marks
      Rule(y: data.noise, label: "noise")
    }
  }
}
