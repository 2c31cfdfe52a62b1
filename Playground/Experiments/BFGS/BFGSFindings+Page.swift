// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension BFGSFindings {
  func page() throws -> [Block] {
    try BlockBuilder.list {
      Section("What was claimed") {
        """
        A report on deep networks derives gradients by hand and minimises with BFGS. It shows BFGS on one layer of sigmoid \
        units, from starts of three scales, failing at the largest; it derives a network with two hidden layers and never runs it.
        """
      }
      try Section("One layer") {
        Picture(
          try histories(),
          caption:
            "f over 20 iterations from all starts, median and spread, for the three searches of the report, by the toolkit's BFGS. At scale 100 units start saturated, on either side: most starts stay on a plateau, and the run says so."
        )
        Picture(
          try publishedHistories(),
          caption:
            "The report's own method from the same starts: BFGS with the halved gradient and a search without an end. Runs that break down end at their last number."
        )
        try layerTable()
      }
      Section("The gradient that is half") {
        "This is what `gradcheck` says of the report's gradient:"
        Code("\(half)")
      }
      try Section("The formulas that miss a path") {
        """
        In the second network a bias is computed from the first unit of the layer before: h0 = sigmoid(h*[0]), and \
        H0 = H*[0]. So a weight acts on the output through its unit, and through the bias. The report's formulas follow the \
        first path only.
        """
        Picture(
          try errors(),
          caption:
            "What the formulas are wrong by, entry by entry, for one draw. Each entry is compared with the tape."
        )
        try formulaTable()
        """
        The last column is the proof: hold the biases constant with `stopGradient`, drop the stray factor, and the tape \
        gives the report's formulas, to rounding.
        """
        Code("\(formulas)")
      }
      try Section("Trained at last") {
        """
        Whether the bias is the first unit or the sum of all units is not said; both are one line of the model, and the tape \
        derives either. Weights of a network of the same kind make the targets, so that f can fall to 0.
        """
        Code(
          """
          let h = matmul(W1, y)
          let h0 = sigmoid(bias(h))                   // bias(h) is h[0], or sum(h, along: 0)
          let units = matmul(W2, h)
          let H = tanh(units + h0)
          return tanh(matmul(W3, H) + tanh(bias(units) + h0))
          """)
        Picture(
          try training(),
          caption:
            "f by iteration, median and spread over the starts, in both readings. Some starts lead to local minima, whatever the method."
        )
        try trainingTable()
      }
    }
  }

  /// A panel a scale, with a spread for each search.
  private func histories(_ title: String, _ values: KeyPath<LayerRun, [Double]>, summary: String) throws
    -> Panels
  {
    try Panels(
      title: title, summary: summary, columns: 3, sharesX: true, sharesY: true,
      try LayerRun.scales.map { scale in
        try Plot(
          title: "scale \(Self.short(scale))", x: Axis("iteration"),
          y: Axis("f", scale: .logarithmic, range: 1e-14...3),
          size: PlotSize(width: 340, height: 280)
        ) {
          for constants in LayerRun.constants {
            let runs = layer(scale).filter { $0.curvature == constants.curvature }
            if let first = runs.first {
              Spread(
                first.search,
                of: runs.map { $0[keyPath: values].map { $0.isFinite ? Double.maximum($0, 1e-12) : .nan } },
                at: Array(0...LayerRun.iterationLimit)
              ).marks
            }
          }
        }
      })
  }

  private func histories() throws -> Panels {
    try histories(
      "BFGS on one layer", \.values, summary: "From scales 0.01 and 1 all runs fall; from 100 some cannot.")
  }

  private func publishedHistories() throws -> Panels {
    try histories(
      "The report's method", \.publishedValues,
      summary: "The same from small scales; at 100 most runs break down.")
  }

  private func errors() throws -> Panels {
    try Panels(
      title: "Formula less derivative, W1 and W2",
      summary: "In W2 the row of the first unit is wrong, in W1 all entries are.",
      try zip(["W1", "W2"], differences).map { name, difference in
        try Plot(
          title: name, summary: "The errors of the formula.", x: Axis("column"),
          y: Axis("row", isReversed: true),
          size: PlotSize(width: 340, height: 280)
        ) { HeatMap(try Grid(difference), title: "error", colors: .diverging) }
      })
  }

  private func training() throws -> Panels {
    try Panels(
      title: "Two hidden layers, BFGS and LM",
      summary: "LM is where it will end within some tens of iterations, BFGS takes hundreds.",
      sharesX: true, sharesY: true,
      try TwoHiddenLayers.Bias.allCases.map { bias in
        let last = trained.map(\.values.count).max() ?? 2
        return try Plot(
          title: "bias from \(bias.rawValue)", x: Axis("iteration", scale: .logarithmic),
          y: Axis("f", scale: .logarithmic),
          size: PlotSize(width: 340, height: 280)
        ) {
          for method in ["BFGS", "LM"] {
            let runs = trained.filter { $0.bias == bias && $0.method == method }
            Spread(
              method, of: runs.map { $0.values.map { Double.maximum($0, 1e-20) } },
              at: Spread.logarithmicPlaces(upTo: last)
            ).marks
          }
        }
      })
  }
}
