// SPDX-License-Identifier: Apache-2.0

/// Why the derivatives by an element could not be told.
private enum Reason: Hashable {
  /// The derivative under test is not finite.
  case notFinite
  /// The derivative under test has lost its digits.
  case rounded
  /// The differences have too few digits.
  case inaccurate
  /// There are no differences.
  case obstacle(Obstacle)
}

extension Checker {
  /// Sentences on entries that could not be told, one for each reason, with the first elements that it holds
  /// for.
  func notes(on columns: [[ComparedColumn?]], _ inputs: [InputCheck]) -> [String] {
    var found: [(reason: Reason, elements: [Int])] = []
    for (element, column) in columns.joined().enumerated() {
      guard let column else { continue }
      let isVacuous = inputs[subject.inputs.index(of: element).tensor].isVacuous
      for reason in reasons(column, isVacuous: isVacuous) {
        if let known = found.firstIndex(where: { $0.reason == reason }) {
          found[known].elements.append(element)
        } else {
          found.append((reason, [element]))
        }
      }
    }
    return found.map { sentence($0.reason, on: list($0.elements)) }
  }

  private func reasons(_ column: ComparedColumn, isVacuous: Bool) -> [Reason] {
    var reasons: [Reason] = []
    if column.comparisons.contains(where: { $0.analytic == nil }) { reasons.append(.notFinite) }
    if let obstacle = column.obstacle { reasons.append(.obstacle(obstacle)) }
    let undecided = column.comparisons.first {
      $0.verdict == .inconclusive && $0.analytic != nil && $0.numeric != nil
    }
    if let undecided, !isVacuous { reasons.append(undecided.isMostlyRounding ? .rounded : .inaccurate) }
    return reasons
  }

  private func sentence(_ reason: Reason, on elements: String) -> String {
    switch reason {
    case .notFinite:
      "The derivative by \(elements) is not finite."
    case .rounded:
      "The derivative by \(elements) has lost its digits to rounding in \(subject.precision.name)."
    case .inaccurate:
      "The differences by \(elements) are not accurate enough to tell."
    case .obstacle(.notFinite):
      "The function is not finite beside \(elements): there are no differences to compare with."
    case .obstacle(.kink(let operation)):
      "The point is at a kink of \(subject.decisionOperations[operation]), where there is no derivative by "
        + "\(elements) to compare with."
    }
  }

  /// The first elements by name.
  private func list(_ elements: [Int]) -> String {
    let shown = elements.prefix(3).map { subject.inputs.label(of: $0) }.joined(separator: ", ")
    return elements.count > 3 ? "\(shown) and \(elements.count - 3) more" : shown
  }
}
