// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// What is to be said of entries that are not simply right or wrong.
private enum Remark: Hashable {
  /// The derivative under test is not finite.
  case notFinite
  /// The derivative under test has lost its digits.
  case rounded
  /// The differences have too few digits.
  case inaccurate
  /// The function is not finite beside the point.
  case notFiniteBeside
  /// A kink that passes.
  case kink(Int)
  /// Several kinks that cannot be told apart.
  case undecidedKinks(Int)
}

extension Checker {
  /// Sentences on entries that are not simply right or wrong, one for each remark, with the first elements that it
  /// holds for.
  func notes(on table: EntryTable) -> [String] {
    var found: [(remark: Remark, elements: [Int])] = []
    for (element, column) in table.visited {
      let isVacuous = report.inputs[subject.inputs.index(of: element).tensor].isVacuous
      for remark in remarks(column, isVacuous: isVacuous, table) {
        if let known = found.firstIndex(where: { $0.remark == remark }) {
          found[known].elements.append(element)
        } else {
          found.append((remark, [element]))
        }
      }
    }
    return found.map { sentence($0.remark, on: list($0.elements)) }
  }

  private func remarks(_ column: ComparedColumn, isVacuous: Bool, _ table: EntryTable) -> [Remark] {
    var remarks: [Remark] = []
    if column.comparisons.contains(where: { $0.analytic == nil }) { remarks.append(.notFinite) }
    if let decision = column.decisions.first, column.comparisons.contains(where: { $0.kink != nil }) {
      let owner = owner(of: decision).site
      let isUndecided = column.comparisons.contains(where: \.isUndecidedAtKinks) && !table.kinksAreRight
      remarks.append(isUndecided ? .undecidedKinks(owner) : .kink(owner))
    } else if case .notFinite = column.obstacle {
      remarks.append(.notFiniteBeside)
    }
    let undecided = column.comparisons.first {
      $0.verdict == .inconclusive && $0.analytic != nil && $0.numeric != nil
    }
    if let undecided, !isVacuous { remarks.append(undecided.isMostlyRounding ? .rounded : .inaccurate) }
    return remarks
  }

  private func sentence(_ remark: Remark, on elements: String) -> String {
    switch remark {
    case .notFinite:
      "The derivative by \(elements) is not finite."
    case .rounded:
      "The derivative by \(elements) has lost its digits to rounding."
    case .inaccurate:
      "The differences by \(elements) are not accurate enough to tell."
    case .notFiniteBeside:
      "The function is not finite beside \(elements): there are no differences to compare with."
    case .kink(let site):
      "\(kink(site)): by \(elements) any derivative between the slopes to both sides passes."
    case .undecidedKinks(let site):
      "\(kink(site)), and at others that \(elements) moves, too: what is right there depends on all of them. "
        + "Check at a point beside it."
    }
  }

  /// Which operation has a kink at the point, and where.
  private func kink(_ site: Int) -> String {
    let decision = subject.decisions[site]
    let zeros = base.decisions.indices.filter { base.decisions[$0] == 0 && owner(of: $0).site == site }
    let places = zeros.prefix(3).map { "\(decision.shape.index(ofElement: owner(of: $0).element))" }
    let rest = zeros.count > 3 ? " and \(zeros.count - 3) more" : ""
    let element =
      decision.shape.rank == 0 || zeros.isEmpty ? "" : " at \(places.joined(separator: ", "))\(rest)"
    return "The point is at a kink of \(decision.operation), in \(decision.statement)\(element)"
  }

  /// The place in `subject.decisions` of the operation that takes a decision, and the element of its quantity.
  func owner(of decision: Int) -> (site: Int, element: Int) {
    var rest = decision
    for (site, owner) in subject.decisions.enumerated() {
      if rest < owner.shape.elementCount { return (site, rest) }
      rest -= owner.shape.elementCount
    }
    fatalError("decision \(decision) belongs to no operation")
  }

  /// The first elements by name.
  private func list(_ elements: [Int]) -> String {
    let shown = elements.prefix(3).map { subject.inputs.label(of: $0) }.joined(separator: ", ")
    return elements.count > 3 ? "\(shown) and \(elements.count - 3) more" : shown
  }
}
