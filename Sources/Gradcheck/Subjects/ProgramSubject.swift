// SPDX-License-Identifier: Apache-2.0
package import Autodiff
package import Tensors

/// A program with the derivatives that its transforms make.
package struct ProgramSubject: Subject {
  package let inputs: Layout
  package let outputs: Layout
  package let point: [Double]
  package let derivatives = "adjoint"
  package let isDerivedFromRecording = true
  package let operationCount: Int
  package let decisions: [DecisionSite]
  package var recording: Recording? { own }

  private let own: Recording
  private let values: Executable<Double>
  private let pushforward: Executable<Double>
  private let pullback: Executable<Double>

  /// - Parameter chosen: The inputs to differentiate by; `nil` for all.
  package init(_ program: Program, at point: [Tensor<Double>], by chosen: [Int]? = nil) throws {
    let shapes = program.inputShapes
    guard point.map(\.shape) == shapes else {
      throw ShapeError("gradcheck", point.map(\.shape), "the program takes inputs of shapes \(shapes)")
    }
    let chosen = chosen ?? Array(shapes.indices)
    pullback = try program.vjp(by: chosen).compiled(for: Double.self)
    pushforward = try program.jvp(by: chosen).compiled(for: Double.self)
    let (withDecisions, sites) = try program.withDecisions()
    values = withDecisions.compiled(for: Double.self)
    for executable in [values, pushforward, pullback] {
      for (number, value) in point.enumerated() { try executable.setInput(number, to: value) }
    }
    own = Recording(program: program, point: point, chosen: chosen)
    inputs = Layout(
      names: chosen.map { program.inputNames[$0] ?? "input \($0)" }, shapes: chosen.map { shapes[$0] })
    outputs = Layout(
      names: program.outputShapes.indices.map { program.outputShapes.count == 1 ? "output" : "output \($0)" },
      shapes: program.outputShapes)
    self.point = inputs.flattened(chosen.map { point[$0] })
    operationCount = program.count
    decisions = sites
  }

  package func evaluate(at x: [Double]) throws -> Evaluation {
    try set(x, on: values)
    values.run()
    try values.checkGuards()
    let count = outputs.shapes.count
    return Evaluation(
      values: read(values, 0..<count), decisions: read(values, count..<count + decisions.count))
  }

  package func tangent(along v: [Double], at x: [Double]) throws -> [Double]? {
    try set(x, on: pushforward)
    return try run(pushforward, on: v, as: inputs, results: outputs)
  }

  package func adjoint(of w: [Double], at x: [Double]) throws -> [Double] {
    try set(x, on: pullback)
    return try run(pullback, on: w, as: outputs, results: inputs)
  }

  private func set(_ x: [Double], on executable: Executable<Double>) throws {
    for (number, input) in own.chosen.enumerated() {
      try executable.setInput(input, rounding: x.span.extracting(inputs.range(number)))
    }
  }

  /// Runs a sweep: its seeds follow the program's inputs, its results the program's outputs.
  private func run(_ sweep: Executable<Double>, on seeds: [Double], as layout: Layout, results: Layout) throws
    -> [Double]
  {
    let first = own.program.inputShapes.count
    for number in layout.shapes.indices {
      try sweep.setInput(first + number, rounding: seeds.span.extracting(layout.range(number)))
    }
    sweep.run()
    let count = outputs.shapes.count
    return read(sweep, count..<count + results.shapes.count)
  }

  private func read(_ executable: Executable<Double>, _ outputs: Range<Int>) -> [Double] {
    outputs.count == 1
      ? executable.output(outputs.lowerBound).scalars : outputs.flatMap { executable.output($0).scalars }
  }
}
