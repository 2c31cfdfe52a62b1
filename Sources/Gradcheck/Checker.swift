// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The course of a check: directions first, then entries.
struct Checker {
  let subject: any Subject
  let options: GradcheckOptions
  var probes: Xoshiro256
  var evaluations = 0
  /// The function at the point.
  let base: Evaluation
  /// The magnitude that each element of a direction is scaled by: that of the point's element, at least 1; a
  /// power of two, so that steps add to the point almost without rounding.
  let scales: [Double]
  /// Equally spaced points so near each other that derivatives differ by rounding, with the point in the
  /// middle.
  let neighbours: [[Double]]
  let noise: FunctionNoise

  /// Checks the derivatives of a subject.
  static func report(on subject: any Subject, options: GradcheckOptions) throws -> GradcheckReport {
    var checker = try Checker(subject, options: options)
    return try checker.report()
  }

  private init(_ subject: any Subject, options: GradcheckOptions) throws {
    self.subject = subject
    self.options = options
    var probes = Xoshiro256(seed: options.seed)
    let point = subject.point
    scales = point.map {
      Double(sign: .plus, exponent: max(1, $0.isFinite ? $0.magnitude : 1).exponent, significand: 1)
    }
    // Features of the function may be as small as the point itself.
    let direction = point.map { ($0 == 0 ? 1 : $0) * probes.signedUnit() }
    let base = try subject.evaluate(at: point)
    noise = try FunctionNoise(count: subject.outputs.count) { t in
      let evaluation = try subject.evaluate(at: zip(point, direction).map { $0 + t * $1 })
      return evaluation.obstacle(from: base) == nil ? evaluation.values : nil
    }
    neighbours = try Self.neighbours(of: subject, base, along: direction)
    self.base = base
    evaluations = 1 + noise.evaluations
    self.probes = probes
  }

  /// Five points on a line along which the function is smooth: one that leaves zeros as they are, if need be,
  /// or the point alone.
  private static func neighbours(
    of subject: any Subject, _ base: Evaluation, along direction: [Double]
  ) throws -> [[Double]] {
    let point = subject.point
    let spacing = Double(sign: .plus, exponent: 5 * subject.precision.epsilon.exponent / 8, significand: 1)
    for direction in [direction, zip(point, direction).map { $0 == 0 ? 0 : $1 }] {
      let points = (-2...2).map { k in zip(point, direction).map { $0 + spacing * Double(k) * $1 } }
      if try points.allSatisfy({ try subject.evaluate(at: $0).obstacle(from: base) == nil }) { return points }
    }
    return [point]
  }

  private mutating func report() throws -> GradcheckReport {
    if let obstacle = whyUncheckable() {
      return GradcheckReport(
        verdict: .inconclusive, notes: [obstacle], directions: [], inputs: [],
        derivatives: subject.derivatives, precision: subject.precision.name, seed: options.seed,
        evaluations: evaluations)
    }
    var directions: [DirectionCheck] = []
    for _ in 0..<max(1, options.directions) { directions.append(try checkDirection(randomDirection())) }
    let adjointFailed = directions.contains { $0.adjoint.verdict == .failed }
    let tangentFailed = directions.contains { $0.tangent?.verdict == .failed }
    let entries = try checkEntries(
      ofTangent: tangentFailed && !adjointFailed, directionFailed: adjointFailed || tangentFailed)
    return conclude(directions, entries, ofTangent: tangentFailed && !adjointFailed)
  }

  /// Why there is nothing to compare.
  private func whyUncheckable() -> String? {
    if subject.inputs.count == 0 { return "The inputs have no elements: there is nothing to check." }
    if subject.outputs.count == 0 { return "The outputs have no elements: there is nothing to check." }
    if let place = subject.point.firstIndex(where: { !$0.isFinite }) {
      return
        "\(subject.inputs.label(of: place)) is \(NumberText.significant(subject.point[place], digits: 1)): "
        + "derivatives can be checked at finite points only."
    }
    if let place = base.values.firstIndex(where: { !$0.isFinite }) {
      return
        "\(subject.outputs.label(of: place)) is \(NumberText.significant(base.values[place], digits: 1)) at "
        + "the point: there are no differences to compare with."
    }
    return nil
  }

  private func conclude(_ directions: [DirectionCheck], _ entries: Entries, ofTangent: Bool)
    -> GradcheckReport
  {
    var notes = entries.notes
    let inputs = entries.inputs
    let isVacuous = directions.allSatisfy(\.isVacuous) && inputs.allSatisfy { $0.isVacuous || !$0.isComplete }
    if isVacuous {
      notes.append(
        "The differences are 0 in every direction: a derivative of 0 would pass, so this tells nothing. "
          + "Check at another point, or another function of the result (the sum of a softmax is always 1).")
    } else {
      for input in inputs where input.isVacuous && input.verdict == .passed {
        notes.append(
          "All differences by \(input.name) are 0: a derivative of 0 passes, whether right or not.")
      }
    }
    if directions.contains(where: { $0.adjointIdentity == .failed }) {
      notes.append(
        "Tangent and adjoint differ by more than rounding: the pushforward of some operation is not the "
          + "transpose of its pullback.")
    }
    // What a direction could not tell, all entries together do.
    let isComplete = inputs.allSatisfy(\.isComplete)
    let fromDirections = directions.map(\.verdict).filter { !isComplete || $0 == .failed }
    let verdict = (fromDirections + inputs.map(\.verdict) + (isVacuous ? [.inconclusive] : [])).combined
    if verdict == .failed, inputs.allSatisfy({ $0.badCount == 0 }), !isComplete {
      notes.append("No wrong entry is among those checked; raise `maximumElements` to see them all.")
    }
    return GradcheckReport(
      verdict: verdict, notes: notes, directions: directions, inputs: inputs,
      derivatives: ofTangent ? "tangent" : subject.derivatives, precision: subject.precision.name,
      seed: options.seed, evaluations: evaluations)
  }
}
