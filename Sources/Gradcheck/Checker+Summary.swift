// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// The most bad entries that a report lists for each input.
  private static let listedEntries = 5

  /// What the compared columns of each input come to.
  func summarize(_ columns: [[ComparedColumn?]], _ jacobian: AnalyticJacobian) -> Entries {
    var entries = Entries()
    for (input, columns) in columns.enumerated() {
      entries.inputs.append(summary(of: input, columns, jacobian))
    }
    entries.notes = notes(on: columns, entries.inputs)
    return entries
  }

  private func summary(of input: Int, _ columns: [ComparedColumn?], _ jacobian: AnalyticJacobian)
    -> InputCheck
  {
    let rows = jacobian.outputs.indices
    var entries: [EntryCheck] = []
    var kinks = 0
    for (place, column) in columns.enumerated() {
      guard let column else { continue }
      let element = subject.inputs.range(input).lowerBound + place
      for row in rows {
        if column.isAtKink(row) { kinks += 1 } else { entries.append(entry(element, row, column, jacobian)) }
      }
    }
    let largest = entries.reduce(0) {
      max($0, $1.comparison.analytic?.magnitude ?? 0, $1.comparison.numeric?.magnitude ?? 0)
    }
    /// The relative error, but for entries that are nothing beside others.
    func badness(_ entry: EntryCheck) -> Double {
      guard let analytic = entry.comparison.analytic, let numeric = entry.comparison.numeric else {
        return .infinity
      }
      let magnitude = max(analytic.magnitude, numeric.magnitude, 1e-6 * largest)
      return magnitude == 0 ? 0 : (analytic - numeric).magnitude / magnitude
    }
    let bad = entries.filter { $0.comparison.verdict == .failed }
    // Ranks, not errors, are compared: entries that are wrong by the same factor keep their order.
    func rank(_ entry: EntryCheck) -> Double { (100 * Double.log(badness(entry))).rounded() }
    let worstFirst = bad.enumerated().sorted {
      let (left, right) = (rank($0.element), rank($1.element))
      return left > right || (left == right && $0.offset < $1.offset)
    }.map(\.element)
    let isComplete = columns.allSatisfy { $0 != nil }
    let diagnosis =
      bad.isEmpty
      ? nil
      : Diagnosis(
        rows.map { row in columns.compactMap { $0 }.map { $0.isAtKink(row) ? nil : $0.comparisons[row] } },
        extents: isComplete ? subject.inputs.shapes[input].extents : nil)

    return InputCheck(
      name: subject.inputs.names[input], extents: subject.inputs.shapes[input].extents,
      entryCount: columns.count * subject.outputs.count, checkedCount: entries.count + kinks,
      badCount: bad.count,
      unresolvedCount: entries.count { $0.comparison.verdict == .inconclusive }, kinkCount: kinks,
      worst: worstFirst.first ?? entries.max { badness($0) < badness($1) },
      badEntries: Array(worstFirst.prefix(Self.listedEntries)), diagnosis: diagnosis,
      isVacuous: isVacuous(input, columns, jacobian))
  }

  /// Whether all differences by an input are 0.
  private func isVacuous(_ input: Int, _ columns: [ComparedColumn?], _ jacobian: AnalyticJacobian) -> Bool {
    zip(subject.inputs.range(input), columns).allSatisfy { element, column in
      guard let column else { return true }
      return zip(column.comparisons, jacobian.outputs).allSatisfy { comparison, output in
        comparison.isVacuous(beside: base.values[output].magnitude, step: scales[element])
      }
    }
  }

  private func entry(_ element: Int, _ row: Int, _ column: ComparedColumn, _ jacobian: AnalyticJacobian)
    -> EntryCheck
  {
    let (input, index) = subject.inputs.index(of: element)
    return EntryCheck(
      input: subject.inputs.names[input], index: index,
      output: subject.outputs.count == 1 ? nil : subject.outputs.label(of: jacobian.outputs[row]),
      comparison: column.comparisons[row])
  }
}
