// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension SpiralsFindings {
  /// The crossings of a decision map along a side.
  private static let resolution = 71

  func page() throws -> [Block] {
    let lm = films[Scene(method: .levenbergMarquardt, inputs: .raw)]
    return try BlockBuilder.list {
      Section("What was claimed") {
        """
        A text trained a network 2-25-2 on two interleaved spirals by Adam and by LM from the same start, and concluded \
        that Adam \"gets stuck\" where LM succeeds.
        """
        """
        What it did not say: LM was given the coordinates themselves, in −5 to 5, and Adam coordinates scaled to 0.1 to \
        0.9. The scaler was called with maximum and minimum exchanged, so that they were mirrored, too. And Adam was \
        stopped after 500 epochs without progress, on a plateau. Two things changed at once, and the method was only one of them.
        """
        """
        So here each method gets each kind of inputs, from the published start and from others. Nothing else changes: \
        the data, the split and the weights are NumPy's, number by number.
        """
      }
      try Section("Both methods, both inputs") {
        try totals(isTimed: false)
        Picture(
          try convergence(),
          caption: """
            The sum of squares over all starts: the line is the median, the area reaches from the best to the worst. \
            On raw inputs Adam follows, thousands of epochs later; on scaled ones it does not begin to.
            """)
        Picture(
          try errors(),
          caption: "Training errors of every start. 200 is guessing, 1 the least that is possible.")
      }
      try Section("What the networks learn") {
        Picture(
          try finalRegions(),
          caption:
            "The published start, at the end of each run, drawn over the raw coordinates whatever the network got to see."
        )
        if let lm {
          try frames(
            lm, .levenbergMarquardt, "iteration",
            caption: "LM on raw inputs: use the slider. It folds the plane step by step around the arms.")
        }
        if let adam = films[Scene(method: .adam, inputs: .raw)] {
          try frames(
            adam, .adam, "epoch",
            caption:
              "Adam on raw inputs. The plateau of the first thousands of epochs is where the text stopped it."
          )
        }
      }
      if let lm {
        try Section("How LM chooses its steps") {
          """
          The damping λ decides between a short step down the gradient and a Gauss-Newton step. It follows the gain \
          ratio: the decrease that came over the decrease that the linear model promised. A step with no gain is rejected, and λ grows.
          """
          Picture(
            try damping(lm),
            caption: "The damping of each trial step, from the published start on raw inputs.")
          Picture(
            try gains(lm),
            caption:
              "The gain ratio of each trial step, cut at −1. At 1 the linear model was right; at or below 0 the step was rejected."
          )
        }
      }
      try Section("Another pair of spirals") {
        """
        The spirals of the CMU collection are the classic test: 194 points, learned by Lang and Witbrock in 1988 in 20000 \
        epochs of backpropagation on a network 2-5-5-5-1 with shortcuts.
        """
        try benchmarkTable()
        Picture(
          try Panels(
            title: "The CMU spirals as LM learns them", summary: "Both networks wind both arms apart.",
            try benchmark.map { try $0.regions(resolution: Self.resolution) }),
          caption: "The first start that is solved, of each network.")
      }
    }
  }

  // MARK: Figures

  /// The sums of squares of Adam and LM by iteration, on both kinds of inputs.
  private func convergence() throws -> Panels {
    try Panels(
      title: "Sum of squares by iteration",
      summary: "LM reaches the floor of 1 on both inputs; Adam nears it on raw inputs only, and later.",
      sharesX: true, sharesY: true,
      try TwoSpirals.Inputs.allCases.map { inputs in
        let last = runs.map(\.iterations).max() ?? 1
        return try Plot(
          title: "\(inputs.rawValue) inputs", x: Axis("iteration or epoch", scale: .logarithmic),
          y: Axis("SSQ", scale: .logarithmic), size: .small
        ) {
          for method in [SpiralsRun.Method.levenbergMarquardt, .adam] {
            let values = runs(method, inputs).map { run in run.values.map { Double.maximum($0, 1e-3) } }
            if !values.isEmpty {
              Spread(
                method.rawValue, of: values,
                at: Spread.logarithmicPlaces(upTo: method == .adam ? last : min(last, 1500))
              ).marks
            }
          }
          Rule(y: 1, label: "floor")
        }
      })
  }

  private func errors() throws -> Plot {
    try Plot(
      title: "Training errors of every start", summary: "Only Adam on scaled inputs fails, always.",
      x: Axis("seed of the start"), y: Axis("errors + 1, of 400", scale: .logarithmic),
      size: PlotSize(width: 520, height: 300)
    ) {
      for (scene, runs) in cells where scene.method != .adamStoppedEarly && !runs.isEmpty {
        Scatter(
          runs.map { Double($0.seed) }, runs.map { Double($0.trainErrors + 1) },
          label: "\(scene.method.rawValue), \(scene.inputs.rawValue)")
      }
    }
  }

  private func finalRegions() throws -> Panels {
    let scenes = [SpiralsRun.Method.levenbergMarquardt, .adam].flatMap { method in
      TwoSpirals.Inputs.allCases.map { Scene(method: method, inputs: $0) }
    }
    return try Panels(
      title: "The plane as each run leaves it",
      summary: "Three of four networks wind the classes apart; Adam on scaled inputs does not follow them.",
      try scenes.compactMap { scene in
        guard let film = films[scene], let last = film.moments.last else { return nil }
        return try film.regions(
          last.weights, "\(scene.method.rawValue), \(scene.inputs.rawValue) inputs",
          summary: "The decisions after \(last.iteration) iterations.", spirals: spirals,
          resolution: Self.resolution)
      })
  }

  private func frames(
    _ film: SpiralsFilm, _ method: SpiralsRun.Method, _ unit: String, caption: String
  ) throws -> Frames {
    try Frames(
      try film.moments(8).map { moment in
        (
          label: "\(unit) \(moment.iteration)",
          figure: try film.regions(
            moment.weights,
            "\(method.rawValue) on \(film.inputs.rawValue) inputs, \(unit) \(moment.iteration)",
            summary: "The decisions at that moment.", spirals: spirals, resolution: Self.resolution)
        )
      }, caption: caption)
  }

  private func damping(_ film: SpiralsFilm) throws -> Plot {
    let steps = film.records.filter { ($0.damping ?? 0) > 0 }
    return try Plot(
      title: "Damping", x: Axis("trial step"), y: Axis("λ", scale: .logarithmic), size: .strip
    ) {
      Line(steps.map { Double($0.iteration) }, steps.map { $0.damping ?? .nan })
    }
  }

  private func gains(_ film: SpiralsFilm) throws -> Plot {
    let steps = film.records.filter { $0.gainRatio != nil }
    func points(_ isAccepted: Bool, _ label: String) -> Scatter {
      let some = steps.filter { $0.isAccepted == isAccepted }
      return Scatter(
        some.map { Double($0.iteration) },
        some.map { Double.minimum(Double.maximum($0.gainRatio ?? .nan, -1), 2) },
        label: label, marker: isAccepted ? .circle : .cross, size: 5)
    }
    return try Plot(title: "Gain ratio", x: Axis("trial step"), y: Axis("gain ratio"), size: .strip) {
      Rule(y: 0)
      Rule(y: 1)
      if steps.contains(where: \.isAccepted) { points(true, "taken") }
      if steps.contains(where: { !$0.isAccepted }) { points(false, "rejected") }
    }
  }
}
