// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// A recorded function continued to complex numbers, for derivatives by a complex step.
///
/// `f(x + i·h·v)` has the imaginary part `h·f′(x)·v` up to order h³: with a tiny `h` it is the derivative to rounding,
/// since nothing is subtracted.
struct ComplexFunction {
  /// A function that has no complex step.
  struct Unsupported: Error, CustomStringConvertible {
    let description: String
  }

  private static let step = 0x1p-80
  private let executable: Executable<Double>
  private let subject: any Subject
  private let recording: Recording

  init(_ subject: any Subject) throws {
    guard let recording = subject.recording else {
      throw Unsupported(description: "There is no complex step: the function is not recorded")
    }
    self.subject = subject
    self.recording = recording
    let program = recording.program
    if let foreign = program.operations.first(where: { ComplexRules.rule(of: $0.operation) == nil }) {
      throw Unsupported(
        description:
          "There is no complex step: \(foreign.operation.primitive.name) has no rule for complex numbers")
    }
    let chosen = recording.chosen
    let seeds = chosen.map { program.inputShapes[$0] }
    executable = try Program(inputs: program.inputShapes + seeds) { variables in
      var pairs: [Int: ComplexPair] = [:]
      for (number, line) in program.inputLines.enumerated() {
        let seed = chosen.firstIndex(of: number).map { variables[program.inputShapes.count + $0] * Self.step }
        pairs[line] = ComplexPair(real: variables[number], imaginary: seed)
      }
      for (line, value) in program.constantLines { pairs[line] = ComplexPair(real: Variable(value)) }
      for operation in program.operations {
        let operands = operation.operands.map { pairs[$0] ?? ComplexPair(real: 0) }
        pairs[operation.line] = ComplexRules.rule(of: operation.operation)?(operation.operation, operands)
      }
      return program.outputLines.map { line in
        let pair = pairs[line] ?? ComplexPair(real: 0)
        return pair.imaginary ?? 0 * pair.real
      }
    }.compiled(for: Double.self)
    for (number, value) in recording.point.enumerated() { try executable.setInput(number, to: value) }
  }

  /// The derivative along a direction.
  func derivative(along v: [Double], at x: [Double]) throws -> [Double] {
    let inputs = subject.inputs
    for (number, input) in recording.chosen.enumerated() {
      try executable.setInput(input, rounding: x.span.extracting(inputs.range(number)))
      try executable.setInput(
        recording.point.count + number, rounding: v.span.extracting(inputs.range(number)))
    }
    executable.run()
    return subject.outputs.shapes.indices.flatMap { executable.output($0).scalars.map { $0 / Self.step } }
  }

  /// A derivative with what rounding may have made of it.
  func estimate(_ derivative: Double) -> DifferenceEstimate {
    let growth = Double(max(1, subject.operationCount)).squareRoot()
    return DifferenceEstimate(
      value: derivative, error: 4 * growth * Double.ulpOfOne * derivative.magnitude, step: Self.step,
      above: derivative, below: derivative)
  }
}
