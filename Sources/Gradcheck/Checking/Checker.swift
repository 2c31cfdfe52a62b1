// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// A check of a subject: what its steps share.
///
/// A step is a method in a file of its own, and adds to `report` what it found.
struct Checker {
  let subject: any Subject
  let options: GradcheckOptions
  var probes: Xoshiro256
  /// The function at the point.
  let base: Evaluation
  /// The magnitude that each element of a direction is scaled by: that of the point's element, at least 1; a
  /// power of two, so that steps add to the point almost without rounding.
  let scales: [Double]
  /// What rounding does near the point, once it has been measured.
  var surroundings: Surroundings?
  /// The function of a complex variable, for the complex step.
  let complexFunction: ComplexFunction?
  /// Whether the subject is a single operation, so that there is nothing to look into any further.
  private(set) var isLocal = false
  var report: GradcheckReport

  /// Checks the derivatives of a subject.
  static func report(
    on subject: any Subject, options: GradcheckOptions, identities: [IdentityCheck] = []
  ) throws -> GradcheckReport {
    var checker = try Checker(subject, options: options)
    checker.report.identities = identities
    try checker.run()
    return checker.report
  }

  init(_ subject: any Subject, options: GradcheckOptions) throws {
    self.subject = subject
    self.options = options
    probes = Xoshiro256(seed: options.seed)
    scales = subject.point.map {
      Double(sign: .plus, exponent: max(1, $0.isFinite ? $0.magnitude : 1).exponent, significand: 1)
    }
    base = try subject.evaluate(at: subject.point)
    report = GradcheckReport(
      verdict: .inconclusive, notes: [], inputs: [], badOperation: nil, directions: [], identities: [],
      precision: nil, derivatives: subject.derivatives, seed: options.seed, evaluations: 1)
    guard options.method == .complexStep else {
      complexFunction = nil
      return
    }
    do {
      complexFunction = try ComplexFunction(subject)
    } catch let error as ComplexFunction.Unsupported {
      complexFunction = nil
      report.notes.append("\(error); differences were taken instead.")
    }
  }

  private mutating func run() throws {
    if let reason = whyUncheckable() {
      report.notes.append(reason)
      return
    }
    if try !isRepeatable() { return }
    try checkDirections()
    let table = try checkEntries()
    if report.directions.contains(where: { $0.verdict == .failed })
      || report.inputs.contains(where: { $0.verdict == .failed })
    {
      try locate()
    }
    conclude(table)
  }

  /// The check of an operation by itself.
  mutating func localReport() throws -> GradcheckReport {
    isLocal = true
    if whyUncheckable() != nil { return report }
    try checkDirections()
    conclude(try checkEntries())
    return report
  }

  /// Why there is nothing to compare.
  private func whyUncheckable() -> String? {
    if subject.inputs.count == 0 { return "The inputs have no elements: there is nothing to check." }
    if subject.outputs.count == 0 { return "The outputs have no elements: there is nothing to check." }
    if let place = subject.point.firstIndex(where: { !$0.isFinite }) {
      return "\(subject.inputs.label(of: place)) is \(subject.point[place].text(significant: 1)): "
        + "derivatives can be checked at finite points only."
    }
    if let place = base.values.firstIndex(where: { !$0.isFinite }) {
      return
        "\(subject.outputs.label(of: place)) is \(base.values[place].text(significant: 1)) at the point: "
        + "there are no differences to compare with."
    }
    return nil
  }
}
