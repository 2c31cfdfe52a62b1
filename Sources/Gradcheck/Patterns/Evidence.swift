// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// All entries by one input that were compared, for patterns to be found in.
struct Evidence {
  /// A derivative under test beside what it should be.
  struct Pair {
    let analytic: Double
    let numeric: Double
    let tolerance: Double

    var ratio: Double { numeric / analytic }
    var isWrong: Bool { (analytic - numeric).magnitude > tolerance }
    /// Whether the true derivative is 0, as far as differences can tell.
    var isZero: Bool { numeric.magnitude <= tolerance }

    init?(_ comparison: Comparison) {
      guard let analytic = comparison.analytic, let numeric = comparison.numeric else { return nil }
      self.analytic = analytic
      self.numeric = numeric
      tolerance = comparison.tolerance
    }

    /// Whether a number is what the derivative should be.
    func fits(_ explained: Double) -> Bool {
      (explained - numeric).magnitude <= 4 * tolerance + 1e-7 * numeric.magnitude
    }
  }

  let input: Int
  let subject: any Subject
  /// For each visited row of the Jacobian, the elements of the input in row-major order; those that were not visited, or
  /// lie at a kink, are `nil`.
  let rows: [[Pair?]]
  /// The rows' elements of the outputs.
  let outputs: [Int]
  /// The pairs that there are.
  let pairs: [Pair]
  /// Whether some entry has a derivative that is not finite.
  let hasUnknown: Bool

  /// The shape of the input.
  var shape: Shape { subject.inputs.shapes[input] }
  /// Whether every entry is there.
  var isComplete: Bool { rows.allSatisfy { $0.allSatisfy { $0 != nil } } }
  /// The wrong entries.
  var wrong: [Pair] { pairs.filter(\.isWrong) }

  init(input: Int, table: EntryTable, subject: any Subject) {
    self.input = input
    self.subject = subject
    outputs = table.jacobian.outputs
    let columns = table.inputs[input]
    rows = outputs.indices.map { row in columns.map { $0.flatMap { Pair($0.comparisons[row]) } } }
    pairs = rows.joined().compactMap { $0 }
    let comparisons = columns.compactMap { $0?.comparisons }.joined()
    hasUnknown = comparisons.contains { $0.kink == nil && Pair($0) == nil }
  }

  /// What the first pattern that fits says.
  func diagnosis() throws -> Diagnosis? {
    guard !hasUnknown else { return nil }
    for pattern in Patterns.all {
      if let diagnosis = try pattern.diagnosis(of: self) { return diagnosis }
    }
    return nil
  }

  /// Whether the derivatives under test are what `explained` says, for each row a vector of the input's elements.
  func equals(_ explained: [[Double]]) -> Bool {
    let scale = pairs.reduce(0) { max($0, $1.analytic.magnitude, $1.numeric.magnitude) }
    return zip(rows, explained).allSatisfy { row, values in
      zip(row, values).allSatisfy { pair, value in
        guard let pair else { return true }
        return (pair.analytic - value).magnitude <= 1e-8 * scale + pair.tolerance
      }
    }
  }

  /// Whether the derivatives under test are those of another function with the same inputs and outputs, by differences
  /// along a random direction.
  func agrees(with other: Recording) throws -> Bool {
    let function = try ProgramSubject(other.program, at: other.point, by: [other.chosen[input]])
    let claim = SuppliedSubject(function, called: subject.derivatives) { weights, _ in
      (0..<shape.elementCount).map { j in inner(weights, rows.map { $0[j]?.analytic ?? 0 }) }
    }
    var checker = try Checker(claim, options: GradcheckOptions())
    let known = (0..<shape.elementCount).map { j in rows.allSatisfy { $0[j] != nil } }
    let direction = zip(checker.randomDirection(), known).map { $1 ? $0 : 0 }
    return try checker.checkDirection(direction).verdict != .failed
  }
}
