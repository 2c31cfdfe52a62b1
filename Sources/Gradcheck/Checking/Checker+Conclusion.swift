// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// Puts together the verdict, and what a reader should know.
  mutating func conclude(_ table: EntryTable) {
    report.notes += notes(on: table)
    let inputs = report.inputs
    let directions = report.directions
    let isVacuous = directions.allSatisfy(\.isVacuous) && inputs.allSatisfy { $0.isVacuous || !$0.isComplete }
    if isVacuous {
      report.notes.append(
        "Vacuous: the differences are 0 in every direction, so that a derivative of 0 would pass and this tells "
          + "nothing. Check at another point, or another function of the result (the sum of a softmax is always 1)."
      )
    } else {
      for input in inputs where input.isVacuous && input.isComplete && input.verdict == .passed {
        report.notes.append(
          "All differences by \(input.name) are 0: a derivative of 0 passes, whether right or not.")
      }
    }
    if directions.contains(where: { $0.adjointIdentity == .failed }) {
      report.notes.append(
        "Tangent and adjoint differ by more than rounding: the pushforward of some operation is not the "
          + "transpose of its pullback.")
    }
    // What a direction could not tell, all entries together do.
    let isComplete = inputs.allSatisfy(\.isComplete)
    let fromDirections = directions.map(\.verdict).filter { !isComplete || $0 == .failed }
    report.verdict =
      (fromDirections + inputs.map(\.verdict) + report.identities.map(\.verdict)
      + (isVacuous ? [.inconclusive] : [])).combined
    if report.verdict == .failed, inputs.allSatisfy({ $0.badCount == 0 }), !isComplete,
      directions.contains(where: { $0.verdict == .failed })
    {
      report.notes.append("No wrong entry is among those visited; raise `maximumElements` to see them all.")
    }
    if report.unvisitedCount > 0 { report.notes.append(unvisited(directions)) }
  }

  /// What the directions say of the entries that were not visited.
  private func unvisited(_ directions: [DirectionCheck]) -> String {
    let total = report.inputs.reduce(0) { $0 + $1.entryCount }
    let count =
      report.unvisitedCount == total ? "None of the \(total)" : "\(report.unvisitedCount) of \(total)"
    let text = "\(count) entries \(report.unvisitedCount == total ? "was" : "were not") visited one by one"
    guard directions.allSatisfy({ $0.verdict == .passed }), subject.outputs.count == 1,
      let least = directions.map(\.adjoint.tolerance).min()
    else { return text + "." }
    return text
      + "; a single one that is wrong by more than \(least.text(significant: 1)) would have shown in "
      + (directions.count == 1 ? "the direction." : "the directions.")
  }
}
