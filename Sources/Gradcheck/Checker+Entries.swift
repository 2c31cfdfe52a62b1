// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What was found about entries, input by input.
struct Entries {
  var inputs: [InputCheck] = []
  var notes: [String] = []
}

/// One element of an input compared, for each row of the Jacobian.
struct ComparedColumn {
  let comparisons: [Comparison]
  let obstacle: Obstacle?

  var isBad: Bool { comparisons.contains { $0.verdict == .failed } }

  /// Whether an entry lies at a kink, where there is no derivative to compare with.
  func isAtKink(_ row: Int) -> Bool {
    guard case .kink = obstacle else { return false }
    return comparisons[row].numeric == nil
  }
}

extension Checker {
  /// The most entries whose Jacobian is held at once.
  private static let largestJacobian = 1_000_000

  /// Compares entries with differences: all, or a sample from every input and all of an input with a wrong
  /// entry.
  ///
  /// - Parameter directionFailed: Whether there is a wrong entry somewhere, to be looked for in every input.
  mutating func checkEntries(ofTangent: Bool, directionFailed: Bool) throws -> Entries {
    let count = subject.inputs.count
    let rows = min(256, max(1, Self.largestJacobian / count))
    let outputs = probes.sample(rows, of: 0..<subject.outputs.count)
    let jacobian = try AnalyticJacobian(
      subject, outputs: outputs, neighbours: neighbours, ofTangent: ofTangent)

    var columns: [[ComparedColumn?]] = []
    for input in subject.inputs.shapes.indices {
      let range = subject.inputs.range(input)
      var compared = [ComparedColumn?](repeating: nil, count: range.count)
      let share =
        count <= options.maximumElements
        ? range.count : max(3, options.maximumElements / subject.inputs.shapes.count)
      try compare(probes.sample(share, of: range), of: input, in: jacobian, into: &compared)
      columns.append(compared)
    }
    func isSuspect(_ columns: [ComparedColumn?]) -> Bool { columns.contains { $0?.isBad ?? false } }
    let isHidden = directionFailed && !columns.contains(where: isSuspect)
    for input in columns.indices where columns[input].contains(where: { $0 == nil }) {
      let isWrong = try isSuspect(columns[input]) || (isHidden && isDirectionBad(within: input))
      if isWrong {
        try compare(Array(subject.inputs.range(input)), of: input, in: jacobian, into: &columns[input])
      }
    }
    return summarize(columns, jacobian)
  }

  /// Whether a direction that moves a single input fails.
  private mutating func isDirectionBad(within input: Int) throws -> Bool {
    let range = subject.inputs.range(input)
    let direction = randomDirection().enumerated().map { range.contains($0) ? $1 : 0 }
    return try checkDirection(direction).verdict == .failed
  }

  /// Compares the elements that are not yet compared.
  private mutating func compare(
    _ elements: [Int], of input: Int, in jacobian: AnalyticJacobian, into columns: inout [ComparedColumn?]
  ) throws {
    let start = subject.inputs.range(input).lowerBound
    for element in elements where columns[element - start] == nil {
      columns[element - start] = try compareColumn(element, in: jacobian)
    }
  }

  private mutating func compareColumn(_ element: Int, in jacobian: AnalyticJacobian) throws -> ComparedColumn
  {
    let analytic = try jacobian.column(element)
    let (subject, scale) = (subject, scales[element])
    func compare(_ estimates: [DifferenceEstimate]) -> [Comparison] {
      analytic.indices.map { row in
        let (value, noise) = analytic[row]
        return Comparison(
          analytic: value, numeric: estimates[row].divided(by: scale),
          rounding: Rounding(in: subject, magnitude: value.isFinite ? value.magnitude : 0, noise: noise),
          scale: jacobian.rowScales[row])
      }
    }
    let (estimates, obstacle) = try differences(
      along: .element(element), noise: jacobian.outputs.map { noise.outputs[$0] },
      project: { values in jacobian.outputs.map { values[$0] } },
      isConvincing: { compare($0).allSatisfy { $0.verdict == .passed } })
    return ComparedColumn(comparisons: compare(estimates), obstacle: obstacle)
  }
}
