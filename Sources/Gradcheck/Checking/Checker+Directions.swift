// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// Compares random directions in three ways.
  mutating func checkDirections() throws {
    for _ in 0..<max(1, options.directions) {
      report.directions.append(try checkDirection(randomDirection()))
    }
  }

  /// A direction of random signs and magnitudes, scaled to the point.
  mutating func randomDirection() -> [Double] { scales.map { $0 * probes.signedUnit() } }

  /// Compares `⟨w, J·v⟩` from the forward sweep, the reverse sweep and differences, for random weights `w`.
  mutating func checkDirection(_ v: [Double]) throws -> DirectionCheck {
    let count = subject.outputs.count
    let w = count == 1 ? [1.0] : (0..<count).map { _ in probes.signedUnit() }
    let quick = try checkDirection(v, weights: w, surroundings: nil)
    return quick.verdict == .passed ? quick : try checkDirection(v, weights: w, surroundings: measured())
  }

  /// - Parameter surroundings: `nil` when nothing is known of the rounding near the point.
  private mutating func checkDirection(
    _ v: [Double], weights w: [Double], surroundings: Surroundings?
  ) throws -> DirectionCheck {
    let neighbours = surroundings?.neighbours ?? [subject.point]
    let adjoints = try neighbours.map { try subject.adjoint(of: w, at: $0) }
    let tangents = try neighbours.map { try subject.tangent(along: v, at: $0) }
    let center = neighbours.count / 2
    let adjoint = inner(adjoints[center], v)
    let tangent = tangents[center].map { inner(w, $0) }
    let magnitude = finite(
      max(innerMagnitude(adjoints[center], v), tangents[center].map { innerMagnitude(w, $0) } ?? 0))
    let derivativeNoise = max(
      NoiseLevel.noise(of: adjoints.map { inner($0, v) }),
      NoiseLevel.noise(of: tangents.compactMap { $0.map { inner(w, $0) } }))
    let rounding = Rounding(
      in: subject, magnitude: magnitude, noise: derivativeNoise,
      valueMagnitude: innerMagnitude(w, base.values))
    // What the terms cancel to may be small, but their magnitude decides what is accurate enough.
    let quarter = Rounding.epsilon.squareRoot().squareRoot()
    let scale = magnitude / quarter.squareRoot()

    func compare(_ analytic: Double, _ slopes: Slopes) -> Comparison {
      slopes.comparison(0, with: analytic, rounding: rounding, scale: scale)
    }
    let slopes = try differences(
      along: .vector(v), noise: [surroundings?.noise.noise(weights: w) ?? 0], project: { [inner($0, w)] },
      isConvincing: { slopes in
        compare(adjoint, slopes).verdict == .passed
          && tangent.map { compare($0, slopes).verdict == .passed } ?? true
      })
    let tolerance = min(rounding.floor + rounding.cancellation, .greatestFiniteMagnitude)
    let identity = tangent.map { tangent -> Verdict in
      guard tangent.isFinite, adjoint.isFinite else { return .inconclusive }
      let gap = (tangent - adjoint).magnitude
      if gap > tolerance { return .failed }
      return gap == 0 || tolerance <= quarter * magnitude ? .passed : .inconclusive
    }
    let comparison = compare(adjoint, slopes)
    return DirectionCheck(
      tangent: tangent.map { compare($0, slopes) }, adjoint: comparison, adjointIdentity: identity,
      adjointTolerance: tolerance,
      isVacuous: comparison.isVacuous(beside: innerMagnitude(w, base.values)))
  }

  private func finite(_ x: Double) -> Double { x.isFinite ? x : 0 }
}
