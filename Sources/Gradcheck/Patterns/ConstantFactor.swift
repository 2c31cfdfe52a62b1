// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

extension Diagnosis.Kind {
  /// Every entry is wrong by the same factor.
  static public let constantFactor = Diagnosis.Kind(rawValue: "constantFactor")
}

/// Each entry is the same number of times too small or too large.
///
/// Where the factor comes from is guessed from the recording: from how often the input is used, and from what the
/// function counts.
struct ConstantFactor: Pattern {
  func diagnosis(of evidence: Evidence) -> Diagnosis? {
    guard let largest = evidence.pairs.max(by: { $0.numeric.magnitude < $1.numeric.magnitude }),
      largest.analytic != 0
    else { return nil }
    let factor = largest.ratio
    let fits = evidence.pairs.allSatisfy { ($0.isWrong || $0.isZero) && $0.fits($0.analytic * factor) }
    let (whole, part) = (Self.wholeNumber(factor), Self.wholeNumber(1 / factor))
    // A single entry suffices for a simple ratio only.
    guard fits, evidence.pairs.count(where: { $0.analytic != 0 }) > 1 || whole != nil || part != nil else {
      return nil
    }
    let text =
      if let whole {
        "a factor \(whole) is missing: each entry should be \(whole) times as large"
      } else if let part {
        "a factor \(part) too much: each entry should be \(part) times smaller"
      } else {
        "each entry should be \(factor.text(significant: 7)) times as large"
      }
    let hint = (whole ?? part).flatMap { Self.hint($0, isMissing: whole != nil, evidence) } ?? ""
    return Diagnosis(.constantFactor, factor: factor, text + hint)
  }

  /// Where a factor may come from.
  private static func hint(_ factor: Int, isMissing: Bool, _ evidence: Evidence) -> String? {
    guard let recording = evidence.subject.recording, factor > 0 else { return nil }
    let name = evidence.subject.inputs.names[evidence.input]
    let program = recording.program
    let line = program.inputLines[recording.chosen[evidence.input]]
    let operations = program.operations
    let useCount = operations.reduce(0) { $0 + $1.operands.count { $0 == line } }
    if useCount == factor {
      return isMissing
        ? " (\(name) is used \(factor) times: is only one use counted?)"
        : " (\(name) is used \(factor) times: is each use counted \(factor) times?)"
    }
    let shapes = program.lineShapes
    let counts = operations.compactMap { operation -> Int? in
      guard let operand = operation.operands.first.map({ shapes[$0] }), operand.elementCount > 0,
        shapes[operation.line].elementCount > 0
      else { return nil }
      return operand.elementCount / shapes[operation.line].elementCount
    }
    let isCounted =
      counts.contains(factor) || shapes.contains { $0.rank > 0 && $0[0] == factor }
      || program.scalarConstants.contains { $0 == Double(factor) || 1 / $0 == Double(factor) }
    guard factor > 2, isCounted else { return nil }
    return isMissing
      ? " (the function counts \(factor) things: a mean where it has a sum?)"
      : " (the function counts \(factor) things: a sum where it has a mean?)"
  }

  private static func wholeNumber(_ x: Double) -> Int? {
    let whole = x.rounded()
    guard whole.magnitude >= 2, whole.magnitude < 1e9, (x - whole).magnitude <= 1e-6 * whole.magnitude else {
      return nil
    }
    return Int(whole)
  }
}
