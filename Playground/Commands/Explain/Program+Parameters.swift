// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Wengert

extension Program {
  /// The program of a model that reads each parameter itself, in the place of a vector that all of them are put together
  /// to and taken out of again.
  func withoutParameterVector() throws -> Program {
    var parameters = ParameterLines(self)
    return try rerecorded { line, operation, operands in
      parameters.variable(for: line, operands) ?? operation(operands)
    }
  }
}

/// The lines of a program that only move parameters into a vector of all of them, and out of it.
private struct ParameterLines {
  private let byLine: [Int: RecordedOperation]
  private let shapes: [Shape]
  private let inputs: Set<Int>
  /// For a line that has a parameter's elements, the line of the parameter.
  private var source: [Int: Int] = [:]
  /// The variables of the parameters.
  private var variables: [Int: Variable] = [:]

  init(_ program: Program) {
    byLine = Dictionary(uniqueKeysWithValues: program.operations.map { ($0.line, $0) })
    shapes = program.lineShapes
    inputs = Set(program.inputLines)
  }

  /// The parameter that a line is; `nil` for a line that is none.
  mutating func variable(for line: Int, _ operands: [Variable]) -> Variable? {
    guard let operation = byLine[line] else { return nil }
    for (operand, variable) in zip(operation.operands, operands) where inputs.contains(operand) {
      variables[operand] = variable
    }
    switch operation.operation.primitive.name {
    case "reshape": source[line] = parameter(operation.operands[0])
    case "slice": if let part = part(operation) { source[line] = parameter(part) }
    default: return nil
    }
    guard let own = source[line], shapes[own] == shapes[line] else { return nil }
    return variables[own]
  }

  private func parameter(_ line: Int) -> Int? { inputs.contains(line) ? line : source[line] }

  /// The part of a concatenation that a slice takes out.
  private func part(_ slice: RecordedOperation) -> Int? {
    guard let whole = byLine[slice.operands[0]], whole.operation.primitive.name == "concatenate" else {
      return nil
    }
    let start = slice.operation.attributes.first { $0.label == "from" }?.numbers.first
    var place = 0.0
    for operand in whole.operands {
      if start == place, shapes[operand] == shapes[slice.line] { return operand }
      place += Double(shapes[operand].elementCount)
    }
    return nil
  }
}
