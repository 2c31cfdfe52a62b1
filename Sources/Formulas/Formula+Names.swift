// SPDX-License-Identifier: Apache-2.0

extension Formula {
  /// The names in the expression, each once, in the order of their first use; those of functions and constants are not
  /// among them.
  package var names: [String] {
    var found: [String] = []
    collect(into: &found)
    return found
  }

  private func collect(into names: inout [String]) {
    switch self {
    case .number: break
    case .name(let name, _):
      if !["pi", "e"].contains(name), !names.contains(name) { names.append(name) }
    case .negative(let operand), .transpose(let operand, _), .total(_, let operand, _),
      .overSamples(let operand, _):
      operand.collect(into: &names)
    case .binary(_, let left, let right, _):
      left.collect(into: &names)
      right.collect(into: &names)
    case .call(_, let arguments, _, _): for argument in arguments { argument.collect(into: &names) }
    case .index(let value, let indices, _):
      value.collect(into: &names)
      for index in indices { index.collect(into: &names) }
    case .list(let elements, _): for element in elements { element.collect(into: &names) }
    }
  }
}
