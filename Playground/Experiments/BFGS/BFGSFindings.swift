// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What the report's methods and formulas are worth.
struct BFGSFindings: Findings {
  let layer: [LayerRun]
  /// What gradcheck says of the report's gradient of one layer.
  let half: GradcheckReport
  /// The errors of the report's formulas, of each draw, for W1, W2 and W3; and when what is missing is left out of the true
  /// derivatives, too.
  let formulaErrors: [[Double]]
  let formulaErrorsWithoutBiases: [[Double]]
  /// What gradcheck says of the formulas on the first draw.
  let formulas: GradcheckReport
  /// What it says of the derivatives of the tape, in both readings of the bias.
  let readings: [GradcheckReport]
  let trained: [DeepRun]
  /// The errors of the formulas of the first draw, entry by entry.
  let differences: [Tensor<Double>]

  private enum CodingKeys: CodingKey {
    case layer, half, formulaErrors, formulaErrorsWithoutBiases, formulas, readings, trained
  }

  init(
    layer: [LayerRun], half: GradcheckReport, draws: [HandDerivatives], report: GradcheckReport,
    readings: [GradcheckReport], trained: [DeepRun]
  ) throws {
    (self.layer, self.half, formulas, self.readings, self.trained) = (layer, half, report, readings, trained)
    formulaErrors = try draws.map { try $0.errors() }
    formulaErrorsWithoutBiases = try draws.map { try $0.errorsWithoutBiases() }
    differences = try zip(draws[0].formulas(draws[0].weights), draws[0].derivatives()).map { $0 - $1 }
  }

  // MARK: Figures of the runs

  func layer(_ scale: Double) -> [LayerRun] { layer.filter { $0.scale == scale } }

  private func breakdowns(_ scale: Double) -> Int { layer(scale).count { $0.breakdown != nil } }

  /// The least error of a formula over the draws, its median, and the largest.
  private func spread(_ matrix: Int) -> (low: Double, middle: Double, high: Double) {
    let errors = formulaErrors.map { $0[matrix] }
    return (errors.min() ?? .nan, Sampler.median(errors), errors.max() ?? .nan)
  }

  private func percent(_ x: Double) -> String { "\((100 * x).fixed(0)) %" }

  /// The factor that gradcheck finds missing in the report's gradient.
  private var missingFactor: Double? { half.inputs.first?.diagnosis?.factor }

  private var isHalf: Bool { ((missingFactor ?? .nan) - 2).magnitude < 1e-6 }

  private func isSolved(_ run: DeepRun) -> Bool { run.value < 1e-10 }

  private func solved(_ method: String) -> Int { trained.count { $0.method == method && isSolved($0) } }

  /// A scale in few digits.
  static func short(_ scale: Double) -> String { scale < 1 ? "\(scale)" : scale.fixed(0) }

  // MARK: Verdict

  var verdict: VerdictBox {
    let sound = layer.count(where: \.isSound)
    let broken = layer.count { $0.breakdown != nil }
    let text = """
      The report's BFGS breaks down in \(broken) of \(layer.count) runs, \(breakdowns(100)) of \(layer(100).count) at scale 100; with \
      a search that ends, the toolkit's does in \(layer.count - sound), and says each time why it stops. \
      The report's gradient is \(isHalf ? "half of the true one, which BFGS forgives" : "not half of the true one"); \
      of its formulas for two hidden layers that for W3 is right, those for W2 and W1 are wrong by \
      \(percent(spread(1).middle)) and \(percent(spread(0).middle)) in the median of \(formulaErrors.count) draws: \
      the paths through the biases are missing. With derivatives from the tape BFGS fits \(solved("BFGS")) and LM \(solved("LM")) of \
      \(trained.count / 2) networks to the last digit.
      """
    let isAsSaid = broken == 0 && half.passed && formulas.passed
    return VerdictBox(isAsSaid ? .confirmed : .refuted, text)
  }

  var facts: [Fact] {
    let inputs = formulas.inputs
    let entries = half.inputs.first
    return [
      Fact(
        "the toolkit's BFGS never rises and never meets a number that is not finite",
        layer.allSatisfy(\.isSound)),
      Fact("the report's method breaks down at scale 100", breakdowns(100) > 0),
      Fact(
        "gradcheck finds each entry of the report's gradient wrong by a factor 2",
        entries?.badCount == 6 && entries?.diagnosis?.kind == .constantFactor
          && isHalf),
      Fact("the formula for W3 is right", inputs.count == 3 && inputs[2].verdict == .passed),
      Fact("the formula for W2 is wrong", inputs.count == 3 && inputs[1].verdict == .failed),
      Fact("the formula for W1 is wrong", inputs.count == 3 && inputs[0].verdict == .failed),
      Fact(
        "W3's formula agrees to rounding in all draws", formulaErrors.allSatisfy { $0[2] < 1e-12 }),
      Fact(
        "errors of 102 % for W2 and 121 % for W1 are within what draws give",
        [1.02, 1.21].enumerated().allSatisfy { number, error in
          let spread = spread(1 - number)
          return spread.low <= error && error <= spread.high
        }),
      Fact(
        "without the stray factor and with the biases held constant all formulas agree to rounding",
        formulaErrorsWithoutBiases.allSatisfy { $0.allSatisfy { $0 < 1e-12 } }),
      Fact("the tape is right in both readings of the bias", readings.allSatisfy(\.passed)),
      Fact("the network has 62 parameters", differences.reduce(0) { $0 + $1.count } == 62),
      Fact("Levenberg-Marquardt fits a network at least as often as BFGS", solved("LM") >= solved("BFGS")),
    ]
  }

  var published: [PublishedNumber] {
    let scales = LayerRun.scales.map { scale in
      let runs = layer(scale)
      return PublishedNumber(
        "one layer, starts of scale \(Self.short(scale))",
        published: scale == 100 ? "no convergence, overflow" : "falls within 20 iterations",
        found:
          "median f \(Sampler.median(runs.map(\.value)).text(significant: 3)), 0 breakdowns; report's method \(breakdowns(scale)) of \(runs.count)",
        scale == 100
          ? "Units start saturated: the gradient underflows, and the report's update divides 0 by 0. The toolkit stops there and says so."
          : "The search is the report's, made finite: a step once too long is not exceeded again.")
    }
    let (w2, w1) = (spread(1), spread(0))
    return scales + [
      PublishedNumber(
        "gradient of one layer", published: "−(1/m) yᵀ((z−ẑ)ẑ(1−ẑ))",
        found: missingFactor.map { "a factor \($0.text(significant: 3)) is missing" } ?? "as published",
        "The 2 of the square is lost. BFGS hardly minds: a factor scales the first step only."),
      PublishedNumber(
        "formula for ∂f/∂W3", published: "derived, never run; elsewhere right to 3e-16",
        found: "right to \(spread(2).high.text(significant: 1))",
        "The last layer has no path that one could forget."),
      PublishedNumber(
        "formula for ∂f/∂W2", published: "derived, never run; elsewhere wrong by 102 %",
        found: "wrong by \(percent(w2.middle)), \(percent(w2.low)) to \(percent(w2.high))",
        "The path through H0 is missing. The error is that of the largest entry, and depends on the draw."),
      PublishedNumber(
        "formula for ∂f/∂W1", published: "derived, never run; elsewhere wrong by 121 %",
        found: "wrong by \(percent(w1.middle)), \(percent(w1.low)) to \(percent(w1.high))",
        "The paths through H0 and h0 are missing, and there is a factor h* that does not belong there."),
    ]
  }

  func tables() throws -> [ReportTable] { [try layerTable(), try formulaTable(), try trainingTable()] }

  func layerTable() throws -> ReportTable {
    try ReportTable(
      [
        "scale", "search", "starts", "converged", "stopped at 20", "breakdowns", "median f",
        "report's breakdowns", "report's median f",
      ],
      rows: LayerRun.scales.flatMap { scale in
        LayerRun.constants.compactMap { constants -> [String]? in
          let runs = layer(scale).filter { $0.curvature == constants.curvature }
          guard let first = runs.first else { return nil }
          let published = runs.map { $0.publishedValue.isFinite ? $0.publishedValue : .infinity }
          return [
            Self.short(scale), first.search, "\(runs.count)", "\(runs.count(where: \.isConverged))",
            "\(runs.count { $0.iterations == LayerRun.iterationLimit && !$0.isConverged })",
            "\(runs.count { !$0.isSound })", Sampler.median(runs.map(\.value)).text(significant: 4),
            "\(runs.count { $0.breakdown != nil })", Sampler.median(published).text(significant: 4),
          ]
        }
      }, caption: "BFGS on one layer, 20 iterations")
  }

  func formulaTable() throws -> ReportTable {
    try ReportTable(
      [
        "formula for", "gradcheck", "wrong entries", "error, median", "least", "largest",
        "with the biases held constant",
      ],
      rows: zip(["W1", "W2", "W3"], formulas.inputs).enumerated().map { number, row in
        let spread = spread(number)
        func text(_ x: Double) -> String { x < 1e-6 ? x.text(significant: 1) : percent(x) }
        let rest = formulaErrorsWithoutBiases.map { $0[number] }.max() ?? .nan
        return [
          row.0, row.1.verdict.rawValue, "\(row.1.badCount) of \(row.1.entryCount)", text(spread.middle),
          text(spread.low),
          text(spread.high), text(rest),
        ]
      },
      caption: """
        the report's formulas: errors are those of the worst entry, relative to the largest, over \(formulaErrors.count) draws; \
        in the last column ⊙ h* is left out, and no derivative goes through h0 and H0
        """)
  }

  func trainingTable() throws -> ReportTable {
    let rows = TwoHiddenLayers.Bias.allCases.flatMap { bias in
      ["BFGS", "LM"].map { method -> [String] in
        let runs = trained.filter { $0.bias == bias && $0.method == method }
        return [
          bias.rawValue, method, "\(runs.count)", "\(runs.count(where: isSolved))",
          Sampler.median(runs.map(\.value)).text(significant: 2),
          Sampler.median(runs.map { Double($0.iterations) }).fixed(0),
          Sampler.median(runs.map { Double($0.evaluations) }).fixed(0),
        ]
      }
    }
    return try ReportTable(
      ["bias from", "method", "starts", "solved", "median f", "iterations", "evaluations"], rows: rows,
      caption: "the network with two hidden layers, fitted to one of its kind; solved: f below 1e-10")
  }
}
