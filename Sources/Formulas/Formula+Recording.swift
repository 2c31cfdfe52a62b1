// SPDX-License-Identifier: Apache-2.0
package import Autodiff
internal import Tensors

extension Formula {
  /// Records the expression.
  ///
  /// - Parameters:
  ///   - names: What the names stand for.
  ///   - samples: For each sample of a batch, what names stand for that differ from sample to sample; `Σₛ` sums over
  ///     them.
  ///   - text: The expression as it was written, for messages.
  package func record(
    _ names: [String: Variable], samples: [[String: Variable]] = [], in text: String
  ) throws -> Variable {
    func recorded(_ formula: Formula) throws -> Variable {
      try formula.record(names, samples: samples, in: text)
    }
    switch self {
    case .number(let number):
      return Variable(number)
    case .name(let name, let column):
      if let variable = names[name] { return variable }
      switch name {
      case "pi": return Variable(Double.pi)
      case "e": return Variable(2.718281828459045)
      default:
        throw Self.unknown(
          "name", name, names.keys + ["pi", "e"], at: column, in: text)
      }
    case .negative(let operand):
      return -(try recorded(operand))
    case .binary(let symbol, let left, let right, let column):
      let (a, b) = (try recorded(left), try recorded(right))
      return try Self.checked(column, text) { Self.combine(symbol, a, b, right) }
    case .call(let name, let arguments, _, let column) where ["ones", "identity"].contains(name):
      let extents = try arguments.map { try $0.wholeNumber(in: text, column: column) }
      guard let constant = AttributedFunctions.constant(name, extents) else {
        throw FormulaError(
          text: text, column: column,
          "\(name) takes the extents of its axes, of at most 2²⁷ elements together")
      }
      return Variable(constant)
    case .call(let name, let arguments, let attributes, let column):
      let operands = try arguments.map(recorded)
      let function = try Self.function(name, operands.count, attributes, at: column, in: text)
      return try Self.checked(column, text) { function(operands) }
    case .index(let value, let indices, let column):
      return try Self.part(of: try recorded(value), indices, at: column, in: text)
    case .transpose(let value, let column):
      let variable = try recorded(value)
      return try Self.checked(column, text) {
        variable.rank == 1 ? variable.reshaped(to: [1, variable.shape[0]]) : variable.transposed()
      }
    case .total(let axes, let value, let column):
      let variable = try recorded(value)
      return try Self.checked(column, text) {
        axes.isEmpty ? sum(variable) : sum(variable, along: .some(axes))
      }
    case .overSamples(let value, let column):
      let terms = try samples.map { sample in
        try value.record(names.merging(sample) { $1 }, in: text)
      }
      guard let first = terms.first else {
        throw FormulaError(text: text, column: column, "there are no samples to sum over")
      }
      return try Self.checked(column, text) { terms.dropFirst().reduce(first) { $0 + $1 } }
    case .list(let elements, let column):
      guard !elements.isEmpty else {
        throw FormulaError(text: text, column: column, "a list has no elements")
      }
      let variables = try elements.map(recorded)
      guard variables.allSatisfy({ $0.shape == variables[0].shape }) else {
        throw FormulaError(
          text: text, column: column,
          "the elements of a list must have one shape; here they have \(variables.map(\.shape))")
      }
      return stack(variables)
    }
  }

  /// The function of a name, for so many operands and such attributes.
  private static func function(
    _ name: String, _ count: Int, _ attributes: [Attribute], at column: Int, in text: String
  ) throws -> Functions.Body {
    if let function = AttributedFunctions.body(name, count, attributes) { return function }
    guard Functions.names.contains(name) || AttributedFunctions.names.contains(name) else {
      throw unknown("function", name, Functions.names, at: column, in: text)
    }
    guard attributes.isEmpty else {
      throw FormulaError(
        text: text, column: column, "\(name) takes no '\(attributes.map(\.label).joined(separator: "', '"))'")
    }
    guard let function = Functions.entry(name, count: count) else {
      let counts = Functions.all.filter { $0.name == name }.map { "\($0.count)" }.joined(separator: " or ")
      throw FormulaError(
        text: text, column: column,
        "\(name) takes \(counts) argument\(counts == "1" ? "" : "s"), not \(count)")
    }
    return function.body
  }

  /// What positions and ranges select of a value, from its first axis on.
  private static func part(
    of variable: Variable, _ indices: [Formula], at column: Int, in text: String
  ) throws -> Variable {
    var ranges: [(Range<Int>, isPosition: Bool)] = []
    for index in indices {
      if case .binary("..<", let start, let end, _) = index {
        let bounds = (
          try start.wholeNumber(in: text, column: column), try end.wholeNumber(in: text, column: column)
        )
        ranges.append((bounds.0..<max(bounds.0, bounds.1), false))
      } else {
        let position = try index.wholeNumber(in: text, column: column)
        ranges.append((position..<position + 1, true))
      }
    }
    let numbers = ranges.map(\.0.lowerBound)
    guard ranges.count <= variable.shape.rank,
      zip(ranges, variable.shape.extents).allSatisfy({ $0.0.lowerBound >= 0 && $0.0.upperBound <= $1 })
    else {
      throw FormulaError(
        text: text, column: column, "there is no element \(numbers) in a value of shape \(variable.shape)")
    }
    var (part, axis) = (variable, 0)
    for (range, isPosition) in ranges {
      let axes = [Int](repeating: 0, count: part.rank)
      var (before, after) = (axes, part.shape.extents)
      (before[axis], after[axis]) = (range.lowerBound, range.upperBound)
      part = AttributedFunctions.slice(part, from: before, to: after)
      if isPosition {
        var extents = part.shape.extents
        extents.remove(at: axis)
        part = part.reshaped(to: Shape(extents))
      } else {
        axis += 1
      }
    }
    return part
  }

  private static func combine(_ symbol: String, _ a: Variable, _ b: Variable, _ right: Formula) -> Variable {
    switch symbol {
    case "+": return a + b
    case "-": return a - b
    case "*": return a * b
    case "/": return a / b
    case "@": return matmul(a, b)
    case "·": return dot(a, b)
    case " ": return product(a, b)
    case "<": return a < b
    case ">": return a > b
    case "<=": return a <= b
    case ">=": return a >= b
    case "==": return a .== b
    case "!=": return a .!= b
    default:
      if case .number(let exponent) = right { return pow(a, exponent) }
      return pow(a, b)
    }
  }

  /// The product in matrix notation: of a scalar and anything, or of matrices, where a vector is a column.
  private static func product(_ a: Variable, _ b: Variable) -> Variable {
    if a.rank == 0 || b.rank == 0 { return a * b }
    let column = a.rank == 1 ? a.reshaped(to: [a.shape[0], 1]) : a
    return matmul(column, b)
  }

  /// Records, and tells a mistake in the shapes where it was made.
  private static func checked(_ column: Int, _ text: String, _ body: () -> Variable) throws -> Variable {
    let result = body()
    if let mistake = result.recordingMistake {
      throw FormulaError(text: text, column: column, "\(mistake)")
    }
    return result
  }

  private func wholeNumber(in text: String, column: Int) throws -> Int {
    guard case .number(let number) = self, let whole = Int(exactly: number) else {
      throw FormulaError(text: text, column: column, "an index must be a whole number from 0 on")
    }
    return whole
  }

  private static func unknown(
    _ kind: String, _ name: String, _ known: some Sequence<String>, at column: Int,
    in text: String
  ) -> FormulaError {
    let list = known.sorted().joined(separator: ", ")
    return FormulaError(text: text, column: column, "unknown \(kind) '\(name)'; known are \(list)")
  }
}
