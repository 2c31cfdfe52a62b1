// SPDX-License-Identifier: Apache-2.0
internal import Wengert

extension SurfacesFindings {
  func page() throws -> [Block] {
    let tables = try tables()
    return try BlockBuilder.list {
      Section("What was claimed") {
        """
        A notebook on the difficulties of training draws three surfaces: a convex one, on which descent finds the minimum; \
        one with several minima, where the start decides; and a saddle, where the gradient vanishes though it is no minimum. \
        It draws them and stops there. Here five methods walk on them, with derivatives from the tape.
        """
      }
      for surface in Surface.all {
        try Section("\(surface.name.prefix(1).uppercased() + surface.name.dropFirst()): \(surface.formula)") {
          Picture(
            try Panels(
              title: "\(surface.formula), by five methods", summary: Self.summary(surface),
              [try lit(surface), try map(surface)]),
            caption: Self.summary(surface))
        }
      }
      tables[0]
      if descents(.waves).contains(where: \.leaves) {
        """
        A method with long first steps may leave the square for a minimum far away: of \(descents(.waves).count) runs on the wavy \
        surface \(descents(.waves).count(where: \.leaves)) does so.
        """
      }
      try Section("Learning rate and momentum") {
        """
        Too small a learning rate takes for ever, too large a one diverges; momentum shifts both borders. On a quadratic \
        this is known exactly: heavy-ball descent converges below the rate 2(1 + μ)/L, and is fastest at one point.
        """
        Picture(
          try Panels(
            title: "Iterations by learning rate and momentum",
            summary: "Both maps have a valley that bends to small rates at high momentum.",
            try maps.map { map in
              try map.plot(title: map.function, map.function == "quadratic" ? Self.theory : [])
            }),
          caption:
            "Iterations to a millionth of the first value; cells without a colour never get there. The line is where theory has descent on the quadratic diverge, the point where it is fastest (Polyak 1964)."
        )
        tables[1]
      }
    }
  }

  private static func summary(_ surface: Surface) -> String {
    switch surface.name {
    case Surface.bowl.name: "From everywhere to the one minimum, on different ways."
    case Surface.waves.name:
      "Six minima in the square, and the start decides which is found; different methods may end in different ones."
    default:
      "From the ridge y = 0 all methods but one stop at the critical point; a start a thousandth beside it is enough for all to leave, sooner or later."
    }
  }

  /// The methods' ways from one start over the lit surface.
  private func lit(_ surface: Surface) throws -> SurfacePlot {
    let start = surface.starts[0]
    return try SurfacePlot(
      title: "from (\(start.x), \(start.y))", summary: Self.summary(surface), try surface.grid(gridCount),
      size: PlotSize(width: 340, height: 330),
      paths: descents(surface).filter { $0.start == [start.x, start.y] }.map { run in
        SurfacePath(run.x, run.y, label: run.method.rawValue)
      })
  }

  /// All ways on the map of heights.
  private func map(_ surface: Surface) throws -> Plot {
    try Plot(
      title: "from every start", summary: Self.summary(surface),
      x: Axis("x", range: -surface.reach...surface.reach),
      y: Axis("y", range: -surface.reach...surface.reach), size: PlotSize(width: 340, height: 330),
      hasEqualUnits: true
    ) {
      Contours(try surface.grid(2 * gridCount), isFilled: false)
      for (number, method) in Descent.Method.allCases.enumerated() {
        for run in descents(surface, method) {
          Line(run.x, run.y, color: .series([1, 3, 5, 4, 0][number]), stroke: .solid, width: 1.6)
        }
      }
      Scatter(surface.starts.map(\.x), surface.starts.map(\.y), color: .text, marker: .circle, size: 6)
      if surface.isBounded || surface.name == Surface.bowl.name {
        Scatter([0], [0], color: .text, marker: .cross, size: 10)
      } else {
        Scatter(
          Self.waveMinima.map { $0[0] }, Self.waveMinima.map { $0[1] }, color: .text, marker: .cross, size: 8)
      }
    }
  }

  /// Where theory has descent on the quadratic diverge, and where it is fastest.
  private static var theory: [Mark] {
    let (low, high) = SurfacesExperiment.curvatures
    let momenta = (0...48).map { Double($0) / 50 }
    let (a, b) = (low.squareRoot(), high.squareRoot())
    let best = (rate: Double.pow(2 / (a + b), 2), momentum: Double.pow((b - a) / (b + a), 2))
    return [
      .line(Line(momenta.map { 2 * (1 + $0) / high }, momenta, color: .text, stroke: .dashed)),
      .scatter(Scatter([best.rate], [best.momentum], color: .text, marker: .diamond, size: 9)),
    ]
  }
}
