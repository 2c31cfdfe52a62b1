// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// A program with the derivatives that its transforms make, run in some precision.
struct ProgramSubject<Scalar: ExecutionScalar>: Subject {
  let inputs: Layout
  let outputs: Layout
  let point: [Double]
  let derivatives = "adjoint"
  let operationCount: Int
  let decisionOperations: [String]
  let reference: (any Subject)?
  var precision: (name: String, epsilon: Double) { ("\(Scalar.self)", Double(Scalar.ulpOfOne)) }

  private let chosen: [Int]
  private let values: Executable<Double>
  private let pushforward: Executable<Scalar>
  private let pullback: Executable<Scalar>
  private let owners: [Int]

  init(_ program: Program, at point: [Tensor<Double>], by chosen: [Int]?) throws {
    let shapes = program.inputShapes
    guard point.map(\.shape) == shapes else {
      throw ShapeError("gradcheck", point.map(\.shape), "the program takes inputs of shapes \(shapes)")
    }
    // Derivatives in lower precision are taken at a point that has it.
    let rounded = point.map { Tensor<Double>(Tensor<Scalar>($0)) }
    let chosen = chosen ?? Array(shapes.indices)
    pullback = try program.vjp(by: chosen).compiled(for: Scalar.self)
    pushforward = try program.jvp(by: chosen).compiled(for: Scalar.self)
    let (withDecisions, operations) = try program.withDecisions()
    values = withDecisions.compiled(for: Double.self)
    for (number, value) in rounded.enumerated() {
      try values.setInput(number, to: value)
      try pullback.setInput(number, to: Tensor(value))
      try pushforward.setInput(number, to: Tensor(value))
    }
    reference =
      Scalar.self == Double.self ? nil : try ProgramSubject<Double>(program, at: rounded, by: chosen)
    self.chosen = chosen
    inputs = Layout(
      names: chosen.map { program.inputNames[$0] ?? "input \($0)" }, shapes: chosen.map { shapes[$0] })
    outputs = Layout(
      names: program.outputShapes.indices.map { program.outputShapes.count == 1 ? "output" : "output \($0)" },
      shapes: program.outputShapes)
    self.point = inputs.flattened(chosen.map { rounded[$0] })
    operationCount = program.count
    decisionOperations = operations
    owners = withDecisions.outputShapes.dropFirst(program.outputShapes.count).enumerated().flatMap {
      Array(repeating: $0, count: $1.elementCount)
    }
  }

  func evaluate(at x: [Double]) throws -> Evaluation {
    try set(x, on: values)
    values.run()
    let count = outputs.shapes.count
    return Evaluation(
      values: (0..<count).flatMap { values.output($0).scalars },
      sides: (count..<count + decisionOperations.count).flatMap { output in
        values.output(output).scalars.map { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }
      },
      owners: owners)
  }

  func tangent(along v: [Double], at x: [Double]) throws -> [Double]? {
    try set(x, on: pushforward)
    return try run(pushforward, on: v, as: inputs, results: outputs)
  }

  func adjoint(of w: [Double], at x: [Double]) throws -> [Double] {
    try set(x, on: pullback)
    return try run(pullback, on: w, as: outputs, results: inputs)
  }

  private func set<S>(_ x: [Double], on executable: Executable<S>) throws {
    for (number, value) in zip(chosen, try inputs.tensors(of: x, as: S.self)) {
      try executable.setInput(number, to: value)
    }
  }

  /// Runs a sweep: its seeds follow the program's inputs, its results the program's outputs.
  private func run(_ sweep: Executable<Scalar>, on seeds: [Double], as layout: Layout, results: Layout) throws
    -> [Double]
  {
    let first = sweep.program.inputShapes.count - layout.shapes.count
    for (number, seed) in try layout.tensors(of: seeds, as: Scalar.self).enumerated() {
      try sweep.setInput(first + number, to: seed)
    }
    sweep.run()
    return results.flattened(results.shapes.indices.map { sweep.output(outputs.shapes.count + $0) })
  }
}
