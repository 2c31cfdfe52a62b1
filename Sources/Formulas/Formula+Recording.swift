// SPDX-License-Identifier: Apache-2.0
package import Autodiff
internal import Tensors

extension Formula {
  /// Records the expression.
  ///
  /// - Parameters:
  ///   - names: What the names stand for.
  ///   - text: The expression as it was written, for messages.
  package func record(_ names: [String: Variable], in text: String) throws -> Variable {
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
      return -(try operand.record(names, in: text))
    case .binary(let symbol, let left, let right, let column):
      let (a, b) = (try left.record(names, in: text), try right.record(names, in: text))
      return try Self.checked(column, text) { Self.combine(symbol, a, b, right) }
    case .call(let name, let arguments, let column):
      guard Functions.names.contains(name) else {
        throw Self.unknown("function", name, Functions.names, at: column, in: text)
      }
      guard let function = Functions.entry(name, count: arguments.count) else {
        let counts = Functions.all.filter { $0.name == name }.map { "\($0.count)" }.joined(separator: " or ")
        throw FormulaError(
          text: text, column: column,
          "\(name) takes \(counts) argument\(counts == "1" ? "" : "s"), not \(arguments.count)")
      }
      let operands = try arguments.map { try $0.record(names, in: text) }
      return try Self.checked(column, text) { function.body(operands) }
    case .index(let value, let indices, let column):
      let variable = try value.record(names, in: text)
      let numbers = try indices.map { try $0.wholeNumber(in: text, column: column) }
      guard numbers.count <= variable.shape.rank,
        zip(numbers, variable.shape.extents).allSatisfy({ $0 >= 0 && $0 < $1 })
      else {
        throw FormulaError(
          text: text, column: column, "there is no element \(numbers) in a value of shape \(variable.shape)")
      }
      return numbers.reduce(variable) { $0[$1] }
    case .list(let elements, let column):
      guard !elements.isEmpty else {
        throw FormulaError(text: text, column: column, "a list has no elements")
      }
      let variables = try elements.map { try $0.record(names, in: text) }
      guard variables.allSatisfy({ $0.shape == variables[0].shape }) else {
        throw FormulaError(
          text: text, column: column,
          "the elements of a list must have one shape; here they have \(variables.map(\.shape))")
      }
      return stack(variables)
    }
  }

  private static func combine(_ symbol: String, _ a: Variable, _ b: Variable, _ right: Formula) -> Variable {
    switch symbol {
    case "+": return a + b
    case "-": return a - b
    case "*": return a * b
    case "/": return a / b
    case "@": return matmul(a, b)
    default:
      if case .number(let exponent) = right { return pow(a, exponent) }
      return pow(a, b)
    }
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
