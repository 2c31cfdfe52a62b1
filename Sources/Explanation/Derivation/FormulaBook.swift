// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Quantities with their formulas, some of which are written into the formulas that use them.
struct FormulaBook {
  private var order: [String] = []
  private var formulas: [String: Expression] = [:]
  private var kept: Set<String> = []
  /// The quantities that are not written down themselves, with what stands for them.
  private var inlined: [String: Expression] = [:]
  private var used: Set<String> = []

  /// Formulas that would grow beyond this are not written into others.
  private static let mostWeight = 60

  /// Adds a quantity whose formula uses those before it.
  mutating func append(_ name: String, _ formula: Expression, isKept: Bool) {
    order.append(name)
    formulas[name] = formula
    if isKept { kept.insert(name) }
  }

  /// The formula of a quantity.
  subscript(name: String) -> Expression { formulas[name] ?? .number(0) }

  /// Whether the quantity has a line of its own.
  func isWritten(_ name: String) -> Bool { used.contains(name) && inlined[name] == nil }

  /// Decides which quantities are written into the others: what costs no operation, what is used once, and what is as
  /// short as a name.
  mutating func settle(roots: [Expression]) {
    for name in order {
      let formula = expanded(self[name])
      formulas[name] = formula
      if formula.operationCount == 0, !kept.contains(name) || formula.weight == 1 { inlined[name] = formula }
    }
    let uses = uses(roots.map(expanded))
    for name in order {
      let formula = expanded(self[name])
      formulas[name] = formula
      if inlined[name] != nil { inlined[name] = formula }
      guard !kept.contains(name), inlined[name] == nil else { continue }
      let count = uses[name, default: 0]
      let isShort = formula.weight <= 3 && formula.operationCount <= max(1, formula.shape.elementCount)
      if count <= 1 && formula.weight <= Self.mostWeight || isShort { inlined[name] = formula }
    }
    used = Set(self.uses(roots.map(expanded)).keys)
  }

  /// The expression with what is not written down itself.
  func expanded(_ expression: Expression) -> Expression { expression.replacing { inlined[$0] } }

  /// How often the quantities occur in the formulas that the roots need.
  private func uses(_ roots: [Expression]) -> [String: Int] {
    var counts: [String: Int] = [:]
    func count(_ expression: Expression) {
      for (name, number) in expression.symbols { counts[name, default: 0] += number }
    }
    roots.forEach(count)
    for name in order.reversed() where counts[name] != nil && inlined[name] == nil {
      count(expanded(self[name]))
    }
    return counts
  }
}
