// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// A direction of random signs and magnitudes, scaled to the point.
  mutating func randomDirection() -> [Double] { scales.map { $0 * probes.signedUnit() } }

  /// Compares `⟨w, J·v⟩` from the forward sweep, the reverse sweep and differences, for random weights `w`.
  mutating func checkDirection(_ v: [Double]) throws -> DirectionCheck {
    let count = subject.outputs.count
    let w = count == 1 ? [1.0] : (0..<count).map { _ in probes.signedUnit() }
    let adjoints = try neighbours.map { try subject.adjoint(of: w, at: $0) }
    let tangents = try neighbours.map { try subject.tangent(along: v, at: $0) }
    let center = neighbours.count / 2
    let adjoint = inner(adjoints[center], v)
    let tangent = tangents[center].map { inner(w, $0) }
    let magnitude = max(
      innerMagnitude(adjoints[center], v), tangents[center].map { innerMagnitude(w, $0) } ?? 0)
    let reference = subject.reference
    let exactAdjoint = try reference?.adjoint(of: w, at: subject.point)
    let exactTangent = try reference?.tangent(along: v, at: subject.point)
    let derivativeNoise = max(
      NoiseLevel.noise(of: adjoints.map { inner($0, v) }),
      NoiseLevel.noise(of: tangents.compactMap { $0.map { inner(w, $0) } }),
      Rounding.loss(adjoint, exactAdjoint.map { inner($0, v) }),
      tangent.map { Rounding.loss($0, exactTangent.map { inner(w, $0) }) } ?? 0)
    let rounding = Rounding(
      in: subject, magnitude: finite(magnitude), noise: derivativeNoise,
      valueMagnitude: innerMagnitude(w, base.values))
    // What the terms cancel to may be small, but their magnitude decides what is accurate enough.
    let quarter = rounding.epsilon.squareRoot().squareRoot()
    let scale = finite(magnitude) / quarter.squareRoot()

    func compare(_ analytic: Double, _ estimates: [DifferenceEstimate]) -> Comparison {
      Comparison(analytic: analytic, numeric: estimates[0], rounding: rounding, scale: scale)
    }
    let (estimates, _) = try differences(
      along: .vector(v), noise: [noise.noise(weights: w)], project: { [inner($0, w)] },
      isConvincing: { estimates in
        compare(adjoint, estimates).verdict == .passed
          && tangent.map { compare($0, estimates).verdict == .passed } ?? true
      })
    let tolerance = min(rounding.floor + rounding.cancellation, .greatestFiniteMagnitude)
    let identity = tangent.map { tangent -> Verdict in
      guard tangent.isFinite, adjoint.isFinite else { return .inconclusive }
      let gap = (tangent - adjoint).magnitude
      if gap > tolerance { return .failed }
      return gap == 0 || tolerance <= quarter * magnitude ? .passed : .inconclusive
    }
    let comparison = compare(adjoint, estimates)
    return DirectionCheck(
      tangent: tangent.map { compare($0, estimates) }, adjoint: comparison, adjointIdentity: identity,
      adjointTolerance: tolerance,
      isVacuous: comparison.isVacuous(beside: innerMagnitude(w, base.values)))
  }

  private func finite(_ x: Double) -> Double { x.isFinite ? x : 0 }
}
