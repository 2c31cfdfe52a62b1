// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// What the Jacobians look like, and what damping does.
struct JacobianFindings: Findings {
  let views: [JacobianView]
  let damping: DampingStudy
  /// Every so many-th row of the spirals' Jacobian is drawn: the two outputs of a sample differ in sign only.
  let rowInterval: Int

  private enum CodingKeys: CodingKey { case views, damping }

  var spirals: [JacobianView] { views.filter { $0.network.hasPrefix("two spirals") } }

  /// The rank that the network of the spirals can have at most.
  private var rankBound: Int { (spirals.first?.parameters ?? 0) - JacobianExperiment.dependentColumns }

  private func number(_ x: Double) -> String { x.text(significant: 3) }

  var verdict: VerdictBox {
    let ranks = spirals.map { "\($0.rank)" }.joined(separator: ", ")
    let undamped = damping.actual.first ?? .nan
    let best = damping.best
    let needed = undamped > damping.sumOfSquares && (best?.value ?? .infinity) < damping.sumOfSquares
    let text = """
      The Jacobian of the spirals' network has \(spirals.first?.parameters ?? 0) columns and rank \(ranks) from the start on: \
      \(JacobianExperiment.dependentColumns) directions change no output at all, as softmax sees differences only, and the other singular values fall by \
      \(spirals.map { number($0.largest / $0.smallest) }.joined(separator: ", ")). \
      Where the sum of squares is \(number(damping.sumOfSquares)), a step that is hardly damped has length \(number(damping.lengths.first ?? .nan)) and \
      leads to \(number(undamped)), though the linear model promises \(number(damping.predicted.first ?? .nan)); with λ = \(number(best?.damping ?? .nan)) it leads to \(number(best?.value ?? .nan)). \
      \(needed ? "So Gauss-Newton needs its damping, and not for rounding only." : "Here the undamped step would have done.")
      """
    return VerdictBox(needed ? .confirmed : .incomplete, text)
  }

  var facts: [Fact] {
    [
      Fact(
        "the rank of the spirals' Jacobian is never above \(rankBound)",
        spirals.allSatisfy { $0.rank <= rankBound }),
      Fact(
        "the Jacobian of one unit, two residuals by five parameters, has rank 2 or less",
        views.filter { $0.network == "one unit" }.allSatisfy { $0.rank <= 2 && $0.parameters == 5 }),
      Fact(
        "no rank is above the number of rows or columns",
        views.allSatisfy { $0.rank <= Swift.min($0.residuals, $0.parameters) }),
      Fact(
        "a hardly damped step raises the sum of squares", (damping.actual.first ?? 0) > damping.sumOfSquares),
      Fact("some damping lowers it", (damping.best?.value ?? .infinity) < damping.sumOfSquares),
      Fact(
        "steps get shorter with damping",
        zip(damping.lengths, damping.lengths.dropFirst()).allSatisfy { $0 >= $1 }),
    ]
  }

  var published: [PublishedNumber] {
    [
      PublishedNumber(
        "parameters of the spirals' network", published: "127", found: "\(spirals.first?.parameters ?? 0)",
        "3·25 + 26·2."),
      PublishedNumber(
        "directions that matter", published: "not looked at", found: "\(spirals.map(\.rank).max() ?? 0)",
        "The two outputs of a softmax add up to 1: the 26 weights of one of them can do no more than those of the other."
      ),
    ]
  }

  func tables() throws -> [ReportTable] {
    [
      try ReportTable(
        [
          "network", "moment", "residuals", "parameters", "rank", "largest singular value",
          "smallest that counts", "sum of squares",
        ],
        rows: views.map { view in
          [
            view.network, view.moment, "\(view.residuals)", "\(view.parameters)", "\(view.rank)",
            number(view.largest),
            number(view.smallest), number(view.sumOfSquares),
          ]
        })
    ]
  }

  func page() throws -> [Block] {
    try BlockBuilder.list {
      Section("The question") {
        """
        Gauss-Newton replaces a network by its linear model, r + J·Δθ, and solves for the step. Texts say that JᵀJ \"may be \
        singular\", and add a damping λ. Here one can see how singular, and what λ is good for.
        """
      }
      try Section("What the Jacobian looks like") {
        Picture(
          try Panels(
            title: "Entries of the spirals' Jacobian",
            summary: "At the start columns are alike; later units specialise on stretches of the arms.",
            columns: 3, try spirals.map { try $0.plot(every: rowInterval) }),
          caption:
            "Magnitudes; samples along one arm from the middle outwards, and then along the other. Parameters 0 to 74 are the 25 hidden units with three weights each, the rest the two outputs; these differ in sign only."
        )
        Picture(
          try singularValues(),
          caption:
            "Singular values in their order. After the 101st they are rounding: the directions that softmax does not see."
        )
        try tables()[0]
      }
      try Section("What damping does") {
        Picture(
          try outcomes(),
          caption:
            "The sum of squares that the linear model promises and the one that comes, by the damping of the step, at the second moment above."
        )
        Picture(try lengths(), caption: "The length of the same steps.")
      }
    }
  }

  private func singularValues() throws -> Plot {
    try Plot(
      title: "Singular values of the spirals' Jacobian",
      summary: "They fall over many powers of ten and then to rounding.",
      x: Axis("number"), y: Axis("singular value", scale: .logarithmic)
    ) {
      for view in spirals {
        Line(
          view.singularValues.indices.map { Double($0 + 1) },
          view.singularValues.map { Double.maximum($0, 1e-18) },
          label: view.moment)
      }
      Rule(x: Double(rankBound) + 0.5, label: "seen by softmax")
    }
  }

  private func outcomes() throws -> Plot {
    try Plot(
      title: "Sum of squares after one step",
      summary: "Only with the right damping does what is promised come.",
      x: Axis("damping λ", scale: .logarithmic), y: Axis("sum of squares", scale: .logarithmic)
    ) {
      Line(damping.dampings, damping.predicted, label: "promised")
      Line(damping.dampings, damping.actual, label: "comes")
      Rule(y: damping.sumOfSquares, label: "before the step")
    }
  }

  private func lengths() throws -> Plot {
    try Plot(
      title: "Length of the step", x: Axis("damping λ", scale: .logarithmic),
      y: Axis("length", scale: .logarithmic),
      size: .strip
    ) { Line(damping.dampings, damping.lengths) }
  }
}
