// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// The derivatives of a program in a shorter scalar type beside those in `Double`.
struct PrecisionComparison<Scalar: ExecutionScalar> {
  private let subject: ProgramSubject
  private let values: Executable<Scalar>
  private let pullback: Executable<Scalar>
  private let recording: Recording

  init(_ subject: ProgramSubject) throws {
    guard let recording = subject.recording else { fatalError("a program has a recording") }
    self.subject = subject
    self.recording = recording
    values = recording.program.compiled(for: Scalar.self)
    pullback = try recording.program.vjp(by: recording.chosen).compiled(for: Scalar.self)
    for executable in [values, pullback] {
      for (number, value) in recording.point.enumerated() {
        try executable.setInput(number, rounding: value.scalars.span)
      }
    }
  }

  func check(seed: UInt64) throws -> PrecisionCheck {
    var random = Xoshiro256(seed: seed)
    let weights =
      subject.outputs.count == 1 ? [1.0] : (0..<subject.outputs.count).map { _ in random.signedUnit() }
    let exact = try subject.adjoint(of: weights, at: subject.point)
    let rounded = try adjoint(of: weights)
    let digits = subject.inputs.shapes.indices.map { input in
      let range = subject.inputs.range(input)
      let largest = range.reduce(0) { max($0, exact[$1].magnitude) }
      let gap = range.reduce(0) { max($0, (exact[$1] - rounded[$1]).magnitude) }
      return gap.isFinite ? agreeingDigits(gap == 0 ? 0 : gap / largest) : 0
    }
    // A quarter of the digits says something, as for differences.
    let epsilon = Double(Scalar.ulpOfOne)
    let wanted = -Double.log(epsilon) / Double.log(10) / 4
    return PrecisionCheck(
      scalar: "\(Scalar.self)", digits: digits,
      differences: try differences(along: subject.point.map { _ in random.signedUnit() }, weights, rounded),
      verdict: digits.allSatisfy { $0 >= wanted } ? .passed : .inconclusive)
  }

  private func adjoint(of weights: [Double]) throws -> [Double] {
    let inputCount = recording.program.inputShapes.count
    for number in subject.outputs.shapes.indices {
      try pullback.setInput(
        inputCount + number, rounding: weights.span.extracting(subject.outputs.range(number)))
    }
    pullback.run()
    return subject.inputs.shapes.indices.flatMap { number in
      pullback.output(subject.outputs.shapes.count + number).scalars.map { Double($0) }
    }
  }

  /// What differences of values in the scalar type tell of one direction.
  private func differences(along v: [Double], _ weights: [Double], _ adjoint: [Double]) throws -> Comparison {
    let center = try value(at: subject.point, weights)
    let rounding =
      Double(Scalar.ulpOfOne) * innerMagnitude(weights, try subject.evaluate(at: subject.point).values)
    let tableau = RiddersTableau(center: [center], noise: [rounding], side: .both)
    let estimate = try tableau.derivatives(start: -3, levels: 14) { t in
      let value = try value(at: zip(subject.point, v).map { $0 + t * max(1, $0.magnitude) * $1 }, weights)
      return value.isFinite ? .values([value]) : .obstructed(safeStep: .infinity)
    }[0]
    let scaled = zip(subject.point, v).map { max(1, $0.magnitude) * $1 }
    return Comparison(
      analytic: inner(adjoint, scaled), numeric: estimate,
      rounding: Rounding(in: subject, magnitude: innerMagnitude(adjoint, scaled), noise: 0), scale: 0)
  }

  private func value(at x: [Double], _ weights: [Double]) throws -> Double {
    for (number, input) in recording.chosen.enumerated() {
      try values.setInput(input, rounding: x.span.extracting(subject.inputs.range(number)))
    }
    values.run()
    return inner(
      weights, subject.outputs.shapes.indices.flatMap { values.output($0).scalars.map { Double($0) } })
  }
}
