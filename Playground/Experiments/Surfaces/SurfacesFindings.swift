// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Where methods get on the three surfaces.
struct SurfacesFindings: Findings {
  let descents: [Descent]
  /// The places along a side of a grid, as many as in the notebook.
  let gridCount: Int
  let maps: [PhaseMap]

  private enum CodingKeys: CodingKey { case descents, maps }

  func descents(_ surface: Surface) -> [Descent] { descents.filter { $0.surface == surface.name } }

  func descents(_ surface: Surface, _ method: Descent.Method) -> [Descent] {
    descents(surface).filter { $0.method == method }
  }

  /// The places that runs of a method end at, those within a thousandth of each other as one.
  private func ends(_ surface: Surface, _ method: Descent.Method) -> [[Double]] {
    descents(surface, method).reduce(into: []) { places, run in
      if !places.contains(where: { run.ends(at: $0, within: 1e-3) }) { places.append(run.end) }
    }
  }

  /// Where sin(x²) + cos(y²) has its minima in the square: sin is least at 3π/2, cos at π, and x² itself has a minimum.
  static let waveMinima: [[Double]] = {
    let (x, y) = ((1.5 * Double.pi).squareRoot(), Double.pi.squareRoot())
    return [-x, 0, x].flatMap { x in [-y, y].map { [x, $0] } }
  }()

  /// The runs from the ridge of the saddle.
  private var ridge: [Descent] { descents(.saddle).filter { $0.start[1] == 0 } }

  // MARK: Verdict

  var verdict: VerdictBox {
    let minima = ends(.waves, .gradientDescent).count
    let starts = descents(.waves, .gradientDescent).count
    let stuck = ridge.filter { $0.ends(at: [0, 0]) }.map(\.method.rawValue)
    let leave = ridge.filter(\.leaves).map(\.method.rawValue)
    let map = maps.first
    let gain = map.flatMap { map in
      map.best.flatMap { best in map.bestWithoutMomentum.map { Double($0) / Double(best.iterations) } }
    }
    let text = """
      The surfaces do what the notebook says of them: on the convex one every run ends at the minimum, on the wavy one \
      gradient descent ends in \(minima) different minima from \(starts) starts. From the ridge of the saddle \
      \(stuck.isEmpty ? "no method stops" : Self.list(stuck) + " stop") at the critical point, \
      \(leave.isEmpty ? "and none leaves it" : "and only \(Self.list(leave)), which looks at the curvature, leaves it"). \
      The notebook draws but runs nothing; the best momentum makes descent on a quadratic of condition 25 \
      \((gain ?? .nan).fixed(1)) times as fast as none.
      """
    return VerdictBox(facts.allSatisfy(\.holds) ? .confirmed : .incomplete, text)
  }

  private static func list(_ words: [String]) -> String {
    guard let last = words.last, words.count > 1 else { return words.first ?? "" }
    return words.dropLast().joined(separator: ", ") + " and " + last
  }

  var facts: [Fact] {
    let waves = descents(.waves, .gradientDescent)
    let newton = ridge.first { $0.method == .newton }
    return [
      Fact("on x² + y² every run ends at the minimum", descents(.bowl).allSatisfy { $0.ends(at: [0, 0]) }),
      Fact(
        "on sin(x²) + cos(y²) gradient descent ends in three minima or more",
        ends(.waves, .gradientDescent).count >= 3),
      Fact(
        "each of these is one of the six in the square",
        waves.allSatisfy { run in Self.waveMinima.contains { run.ends(at: $0) } }),
      Fact(
        "from the ridge of the saddle all methods but Newton's stop at the critical point",
        ridge.filter { $0.method != .newton }.allSatisfy { $0.ends(at: [0, 0]) && $0.isStationary }),
      Fact("Newton's method in a trust region leaves it", newton?.leaves == true),
    ]
  }

  var published: [PublishedNumber] {
    let waves = ends(.waves, .gradientDescent)
    return [
      PublishedNumber(
        "minima of x² + y² in the square", published: "1, marked at (0, 0)",
        found:
          "\(Set(Descent.Method.allCases.map { ends(.bowl, $0).count }).max() ?? 0), at (0, 0), by every method",
        "The same."),
      PublishedNumber(
        "minima of sin(x²) + cos(y²) in the square", published: "not counted",
        found: "\(Self.waveMinima.count), of which gradient descent reaches \(waves.count)",
        "They lie where x² is 0 or 3π/2 and y² is π; the start decides which is reached."),
      PublishedNumber(
        "critical point of x² − y²", published: "marked at (0, 0)",
        found:
          "reached by \(ridge.count { $0.ends(at: [0, 0]) }) of \(ridge.count) methods from the ridge y = 0",
        "There the gradient has no part across the ridge. Only a method that asks the Hessian sees that the point is no minimum."
      ),
    ]
  }

  func tables() throws -> [ReportTable] {
    [
      try ReportTable(
        ["surface", "method", "starts", "ends in the square", "outside", "iterations", "evaluations"],
        rows: Surface.all.flatMap { surface in
          Descent.Method.allCases.map { method in
            let runs = descents(surface, method)
            return [
              surface.formula, method.rawValue, "\(runs.count)", places(surface, method),
              "\(runs.count(where: \.leaves))", Sampler.median(runs.map { Double($0.iterations) }).fixed(0),
              Sampler.median(runs.map { Double($0.evaluations) }).fixed(0),
            ]
          }
        }, caption: "different places at which runs end; medians of iterations and evaluations"),
      try ReportTable(
        ["function", "fewest iterations", "learning rate", "momentum", "without momentum"],
        rows: maps.map { map in
          [
            map.function, map.best.map { "\($0.iterations)" } ?? "-",
            map.best.map { $0.learningRate.text(significant: 2) } ?? "-",
            map.best.map { $0.momentum.fixed(2) } ?? "-", map.bestWithoutMomentum.map { "\($0)" } ?? "-",
          ]
        }, caption: "gradient descent to a millionth of the first value"),
    ]
  }

  /// The places in the square that runs of a method end at.
  private func places(_ surface: Surface, _ method: Descent.Method) -> String {
    let inside = ends(surface, method).filter { $0.allSatisfy { $0.magnitude <= surface.reach } }
    return inside.isEmpty
      ? "-"
      : inside.map { "(" + $0.map { ($0.magnitude < 0.005 ? 0 : $0).fixed(2) }.joined(separator: ", ") + ")" }
        .joined(separator: " ")
  }
}
