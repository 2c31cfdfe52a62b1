// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// What the compared entries of an input come to.
  func summary(of input: Int, _ table: EntryTable) throws -> InputCheck {
    let columns = table.inputs[input]
    let rows = table.jacobian.outputs.indices
    var entries: [EntryCheck] = []
    for (place, column) in columns.enumerated() {
      guard let column else { continue }
      let element = subject.inputs.range(input).lowerBound + place
      for row in rows { entries.append(entry(element, row, column, table.jacobian)) }
    }
    let bad = entries.filter { $0.comparison.verdict == .failed }
    let badness = Badness(of: entries)
    let evidence = Evidence(input: input, table: table, subject: subject)
    return InputCheck(
      name: subject.inputs.names[input], extents: subject.inputs.shapes[input].extents,
      entryCount: columns.count * subject.outputs.count, checkedCount: entries.count,
      badCount: bad.count,
      unresolvedCount: entries.count {
        $0.comparison.verdict == .inconclusive
          && !(table.kinksAreRight && $0.comparison.isUndecidedAtKinks)
      },
      kinkCount: entries.count { $0.comparison.kink != nil },
      worst: badness.worstFirst(bad).first ?? entries.max { badness.of($0) < badness.of($1) },
      badEntries: Array(badness.worstFirst(bad).prefix(max(0, options.listedEntries))),
      entries: options.listsAllEntries ? entries : [],
      diagnosis: bad.isEmpty ? nil : try evidence.diagnosis(),
      isVacuous: isVacuous(input, table))
  }

  /// Whether all differences by an input are 0.
  private func isVacuous(_ input: Int, _ table: EntryTable) -> Bool {
    zip(subject.inputs.range(input), table.inputs[input]).allSatisfy { element, column in
      guard let column else { return true }
      return zip(column.comparisons, table.jacobian.outputs).allSatisfy { comparison, output in
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

/// How bad an entry is: its relative error, but for entries that are nothing beside others.
private struct Badness {
  private let largest: Double

  init(of entries: [EntryCheck]) {
    largest = entries.reduce(0) {
      max($0, $1.comparison.analytic?.magnitude ?? 0, $1.comparison.numeric?.magnitude ?? 0)
    }
  }

  func of(_ entry: EntryCheck) -> Double {
    guard entry.comparison.kink == nil else { return 0 }
    guard let analytic = entry.comparison.analytic, let numeric = entry.comparison.numeric else {
      return .infinity
    }
    let magnitude = max(analytic.magnitude, numeric.magnitude, 1e-6 * largest)
    return magnitude == 0 ? 0 : (analytic - numeric).magnitude / magnitude
  }

  /// In order of badness; entries that are wrong by the same factor, but for rounding, keep their order.
  func worstFirst(_ entries: [EntryCheck]) -> [EntryCheck] {
    let ranked = entries.enumerated().map { place, entry in
      (rank: (100 * Double.log(of(entry))).rounded(), place: place, entry: entry)
    }
    return ranked.sorted { $0.rank > $1.rank || ($0.rank == $1.rank && $0.place < $1.place) }.map(\.entry)
  }
}
