// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What BFGS did to the unit.
struct KerasBFGSFindings: Findings {
  let startInDouble: Double
  let startInFloat: Double
  let runs: [UnitRun]
  let differences: DifferenceErrors
  let stair: Stair

  private enum CodingKeys: CodingKey { case startInDouble, startInFloat, runs }

  /// The first run of that kind.
  private func run(_ scalar: String, step: Double?, tolerance: Double = 1e-5) -> UnitRun? {
    runs.first { $0.scalar == scalar && $0.step == step && $0.tolerance == tolerance }
  }

  private var lost: UnitRun? { run("Float", step: KerasBFGSExperiment.scipyStep) }
  private var float: UnitRun? { run("Float", step: nil) }
  private var double: UnitRun? { run("Double", step: nil) }
  private var tight: UnitRun? { run("Double", step: nil, tolerance: 1e-10) }

  /// The best that differences reach in single precision.
  private var bestDifferences: UnitRun? {
    runs.filter { $0.scalar == "Float" && $0.step != nil }.min { $0.lossInDouble < $1.lossInDouble }
  }

  var verdict: VerdictBox {
    guard let lost, let float, let double, let best = bestDifferences else {
      return VerdictBox(.incomplete, "Some of the runs are missing.")
    }
    let repeated = lost.iterations == 0
    let mended = float.lossInDouble < 1.00270344 && float.evaluations < 511
    let text = """
      In single precision with differences of step 1.5e-8 BFGS \(repeated ? "stops at the start, as reported" : "takes \(lost.iterations) iterations, unlike reported"): \
      the loss there changes by one unit in its last place every \((stair.firstChange ?? .nan).text(significant: 2)) of a weight, so that every difference is 0 and looks like a minimum. \
      A larger step does mend it, as published, where one happens to fit: \(Self.number(best.lossInDouble)) in \(best.evaluations) evaluations with \(best.gradient), where the text has 1.00270 in 511. \
      With derivatives from the tape there is no step to guess: single precision reaches \(Self.number(float.lossInDouble)) in \(float.evaluations) evaluations, double precision \(Self.number(double.lossInDouble)) in \(double.evaluations). It was never the optimizer.
      """
    return VerdictBox(repeated && mended ? .confirmed : .incomplete, text)
  }

  var facts: [Fact] {
    var facts = [
      Fact(
        "the loss at the start is 2.49976992002245 in Double",
        (startInDouble - 2.4997699200224552).magnitude < 1e-14),
      Fact("it is 2.499770 in Float", (startInFloat - 2.499769926).magnitude < 3e-7),
    ]
    for step in [KerasBFGSExperiment.scipyStep, 1e-6] {
      facts.append(
        Fact(
          "BFGS in Float with differences of step \(UnitRun.short(step)) does no iteration",
          run("Float", step: step)?.iterations == 0))
    }
    facts += [
      Fact(
        "the tape in Float beats the published repair in loss and evaluations",
        float.map { $0.lossInDouble < 1.00270344 && $0.evaluations < 511 } ?? false),
      Fact(
        "the tape in Double takes no more than SciPy's 33 evaluations, to no higher a loss",
        double.map { $0.loss <= KerasBFGSExperiment.scipyLoss && $0.evaluations <= 33 } ?? false),
      Fact(
        "with a tolerance of 1e-10 the loss is within 1e-10 of 1", tight.map { $0.loss - 1 < 1e-10 } ?? false),
    ]
    return facts
  }

  var published: [PublishedNumber] {
    func found(_ run: UnitRun?) -> String {
      run.map {
        "\(Self.number($0.lossInDouble)), \($0.iterations) iterations, \($0.evaluations) evaluations"
      } ?? "-"
    }
    return [
      PublishedNumber(
        "loss at the start, Double", published: "2.4997699200224552", found: "\(startInDouble)",
        startInDouble == 2.4997699200224552
          ? "The same number." : "The order of the additions decides the last bits."),
      PublishedNumber(
        "loss at the start, Float", published: "2.499769926", found: Float(startInFloat).description,
        "Floats next to each other lie 2.4e-7 apart here."),
      PublishedNumber(
        "Float, differences of step 1.5e-8", published: "2.49977, 0 iterations", found: found(lost),
        "The differences are lost in rounding: all are 0."),
      PublishedNumber(
        "Float, differences of step 1e-6", published: "2.49977, 0 iterations",
        found: found(run("Float", step: 1e-6)),
        "Still far below the spacing of floats."),
      PublishedNumber(
        "Float, a larger step", published: "1.00270344, 19 iterations, 511 evaluations",
        found: found(bestDifferences),
        "The best of the steps tried, \(bestDifferences.map(\.gradient) ?? "none"); the text does not say its step. Each gradient costs six evaluations."
      ),
      PublishedNumber(
        "Double, exact gradient", published: "1.0000020571, 16 iterations, 33 evaluations",
        found: found(double),
        "The published one is SciPy's with its line search; ours ends as soon as it is as low."),
      PublishedNumber(
        "Double, exact gradient, tolerance 1e-10", published: "1.0000000000314, 32 iterations",
        found: found(tight),
        "The infimum is 1: how near one gets is a matter of the tolerance."),
      PublishedNumber(
        "Float, exact gradient", published: "not tried", found: found(float),
        "Single precision suffices as soon as the derivative is not a difference."),
    ]
  }

  func tables() throws -> [ReportTable] {
    [
      try ReportTable(
        ["precision", "gradient", "tolerance", "loss", "iterations", "evaluations", "ends"],
        rows: runs.map { run in
          [
            run.scalar, run.gradient, "\(run.tolerance)", Self.number(run.lossInDouble), "\(run.iterations)",
            "\(run.evaluations)", run.status,
          ]
        }, caption: "BFGS from the published start; losses are those of the weights in double precision")
    ]
  }

  /// A loss near 1 in full, others in some digits.
  static func number(_ loss: Double) -> String { loss < 1.01 ? loss.fixed(10) : loss.fixed(5) }

  func page() throws -> [Block] {
    try BlockBuilder.list {
      Section("What was asked") {
        """
        A Keras model, one sigmoid unit with four weights and a bias, was to be trained by SciPy's BFGS. BFGS reported \
        success after no iteration, at the start. The answer that was accepted raised the step of the differences and got to 1.0027.
        """
        "The targets, 2 and −1, are beyond the reach of a sigmoid: the loss tends to 1 as the weights grow, and has no minimum."
      }
      try Section("What happens") {
        Picture(
          try stairPlot(),
          caption:
            "The loss next to the start. In single precision it is a stair: within the step that SciPy takes, 1.5e-8, it is flat."
        )
        Picture(
          try errorPlot(),
          caption:
            "The error of forward differences at the start, by their step. In single precision small steps see nothing, and large ones see the curvature."
        )
      }
      try Section("With exact derivatives") {
        try tables()[0]
        Picture(
          try convergence(),
          caption:
            "How far the loss is above 1. Derivatives come from the tape, or from the best of the differences; lines end where the loss is 1 to rounding."
        )
      }
    }
  }

  private func stairPlot() throws -> Plot {
    try Plot(
      title: "The loss beside the start", summary: "Single precision turns the slope into a stair.",
      x: Axis("change of the first weight"), y: Axis("change of the loss")
    ) {
      Line(stair.distances, stair.double, label: "Double")
      Line(stair.distances, stair.float, label: "Float", stroke: .solid)
    }
  }

  private func errorPlot() throws -> Plot {
    try Plot(
      title: "Error of forward differences", summary: "In Float differences with small steps are all wrong.",
      x: Axis("step", scale: .logarithmic), y: Axis("relative error", scale: .logarithmic)
    ) {
      Line(differences.steps, differences.double.map { Double.maximum($0, 1e-16) }, label: "Double")
      Line(
        differences.steps, differences.float.map { Double.maximum($0, 1e-16) }, label: "Float", stroke: .solid
      )
      Rule(x: KerasBFGSExperiment.scipyStep, label: "SciPy's step")
    }
  }

  private func convergence() throws -> Plot {
    let shown: [(String, UnitRun?)] = [
      ("Double, tape, tolerance 1e-10", tight), ("Float, tape", float),
      ("Float, best differences", bestDifferences),
    ]
    return try Plot(
      title: "Loss above its infimum", summary: "All three fall as fast, once the derivative is not lost.",
      x: Axis("iteration"), y: Axis("loss − 1", scale: .logarithmic)
    ) {
      for case (let label, let run?) in shown {
        Line(run.values.map { $0 > 1 ? $0 - 1 : .nan }, label: label, markers: .automatic)
      }
      Rule(y: 0.00270344, label: "published repair")
    }
  }
}
