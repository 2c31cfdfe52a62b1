// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A program made ready to run for one scalar type: a list of instructions over one block of memory.
///
/// A run allocates nothing. Inputs stay set between runs, so constant data are copied in once. Not to be used from two
/// threads at a time; make one for each.
public final class Executable<Scalar: ExecutionScalar> {
  /// The program that it runs.
  public let program: Program

  private let plan: RunnablePlan<Scalar>
  private let inputs: [UnsafeMutableBufferPointer<Scalar>]
  private let outputs: [UnsafeMutableBufferPointer<Scalar>]
  private let isGuarded: Bool
  /// The conditions of the program's guards.
  private let conditions: [UnsafeMutableBufferPointer<Scalar>]
  /// The outputs that are not, or not a part of, inputs or constants.
  private let computedOutputs: [Int]
  /// The guard that decided otherwise on the last run.
  private var failedGuard: Int?
  private let inputShapes: [Shape]
  private let outputShapes: [Shape]

  /// The memory that a run works in, in bytes: inputs, constants, intermediate values and outputs.
  public var memory: Int { plan.memory }

  // Specialised here, as are all hot methods: other modules see only the generic code.
  /// Plans a program. O(number of operations).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  init(_ program: Program, simplifies: Bool) {
    let guarded = program.list.guards.isEmpty ? program : program.withGuardsAsOutputs()
    let expanded = guarded.expandingCompositions()
    let runnable = simplifies ? expanded.simplified() : expanded
    let layout = Planner.plan(runnable, optimizes: true)
    let plan = RunnablePlan<Scalar>(layout)
    self.program = program
    self.plan = plan
    isGuarded = !program.list.guards.isEmpty
    inputShapes = program.inputShapes
    outputShapes = program.outputShapes
    inputs = zip(layout.inputs, inputShapes).map { .init(start: plan.arena + $0, count: $1.elementCount) }
    outputs = zip(layout.outputs, outputShapes).map { .init(start: plan.arena + $0, count: $1.elementCount) }
    conditions = layout.outputs.dropFirst(outputShapes.count).map { .init(start: plan.arena + $0, count: 1) }
    let given =
      zip(layout.inputs, inputShapes.map(\.elementCount)).map { $0..<$0 + $1 }
      + zip(layout.constants, runnable.list.constants).map { $0..<$0 + $1.count }
    computedOutputs =
      conditions.isEmpty
      ? [] : outputShapes.indices.filter { output in !given.contains { $0.contains(layout.outputs[output]) } }
    for input in inputs { input.initialize(repeating: 0) }
    for (place, constant) in zip(layout.constants, runnable.list.constants) {
      for (i, element) in constant.scalars.enumerated() { plan.arena[place + i] = Scalar(element) }
    }
  }

  deinit { plan.deallocate() }

  /// Runs the program.
  ///
  /// - Parameter inputs: One tensor for each input, of its shape.
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit, `GuardError` when a `branch(_:)`
  ///   decides otherwise than when the program was recorded.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func callAsFunction(_ inputs: [Tensor<Scalar>]) throws -> [Tensor<Scalar>] {
    try setInputs(inputs)
    run()
    try checkGuards()
    return outputShapes.indices.map(output)
  }

  /// Copies a tensor to each input, where they stay for all runs to come.
  func setInputs(_ inputs: [Tensor<Scalar>]) throws(ShapeError) {
    guard inputs.count == inputShapes.count else {
      throw ShapeError(
        "run", inputs.map(\.shape), "the program takes \(inputShapes.count) inputs of shapes \(inputShapes)")
    }
    for (number, input) in inputs.enumerated() { try setInput(number, to: input) }
  }

  /// Copies a tensor to an input, where it stays for all runs to come.
  ///
  /// - Throws: `ShapeError` when there is no such input or its shape is another.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func setInput(_ number: Int, to value: Tensor<Scalar>) throws(ShapeError) {
    guard inputShapes.indices.contains(number) else {
      throw ShapeError("setInput", [value.shape], "there is no input \(number) of \(inputShapes.count)")
    }
    guard value.shape == inputShapes[number] else {
      let name = program.inputNames[number].map { " (\($0))" } ?? ""
      throw ShapeError("setInput", [value.shape], "input \(number)\(name) has shape \(inputShapes[number])")
    }
    _ = inputs[number].update(fromContentsOf: value.scalars)
  }

  /// Copies numbers, row-major and rounded to the scalar type, to an input, where they stay for all runs to come.
  ///
  /// - Throws: `ShapeError` when there is no such input or it has another number of elements.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func setInput(_ number: Int, rounding elements: Span<Double>) throws(ShapeError) {
    guard inputShapes.indices.contains(number), inputShapes[number].elementCount == elements.count else {
      throw ShapeError("setInput", [[elements.count]], "there is no input \(number) of so many elements")
    }
    let input = inputs[number]
    for i in elements.indices { input[i] = Scalar(elements[i]) }
  }

  /// Writes an input in place, row-major, where it stays for all runs to come.
  package func withMutableInput(_ number: Int, _ body: (inout MutableSpan<Scalar>) -> Void) {
    var span = inputs[number].mutableSpan
    body(&span)
  }

  /// Copies of the inputs as they are set.
  var currentInputs: [Tensor<Scalar>] {
    zip(inputs, inputShapes).map { Tensor(unchecked: Array($0), shape: $1) }
  }

  /// Runs the program on the inputs as they are set.
  ///
  /// When a `branch(_:)` decides otherwise than when the program was recorded, the outputs are NaN, and `checkGuards()`
  /// says why.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func run() {
    plan.run(plan.instructions.indices)
    if isGuarded { evaluateGuards() }
  }

  /// Asks whether all branches decided on the last run as when the program was recorded. O(1).
  ///
  /// - Throws: `GuardError`, the first one that did not.
  public func checkGuards() throws(GuardError) {
    if let failedGuard { throw program.error(ofGuard: failedGuard) }
  }

  private func evaluateGuards() {
    failedGuard = conditions.indices.first { (conditions[$0][0] != 0) != program.list.guards[$0].decision }
    guard failedGuard != nil else { return }
    for output in computedOutputs { outputs[output].update(repeating: .nan) }
  }

  /// A copy of an output of the last run, O(count). Stops when there is no such output, as an array does.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  public func output(_ number: Int) -> Tensor<Scalar> {
    Tensor(unchecked: Array(outputs[number]), shape: outputShapes[number])
  }

  /// Copies as many elements of an output of the last run as `elements` has, in row-major order.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func copyOutput(_ number: Int, to elements: inout MutableSpan<Scalar>) {
    let output = outputs[number]
    for i in elements.indices { elements[i] = output[i] }
  }

  /// Copies the rows of an output of the last run, of `length` elements each, to rows of another matrix: to `start` and
  /// every `stride` elements from there.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func copyOutput(
    _ number: Int, rowsOf length: Int, to elements: inout MutableSpan<Scalar>, from start: Int,
    every stride: Int
  ) {
    let output = outputs[number]
    for row in 0..<(length == 0 ? 0 : output.count / length) {
      for i in 0..<length { elements[start + row * stride + i] = output[row * length + i] }
    }
  }

  /// Adds a multiple of an output of the last run, in row-major order, to as many numbers.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func addOutput(_ number: Int, times factor: Double = 1, to elements: inout MutableSpan<Double>) {
    let output = outputs[number]
    for i in elements.indices { elements[i] += factor * Double(output[i]) }
  }

  /// The first element of an output of the last run.
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func firstElement(ofOutput number: Int) -> Scalar { outputs[number][0] }

  /// Reads an output of the last run in place, in row-major order. Stops when there is no such output, as an array does.
  public func withOutput<Result>(_ number: Int, _ body: (Span<Scalar>) throws -> Result) rethrows -> Result {
    try body(UnsafeBufferPointer(outputs[number]).span)
  }
}

extension Program {
  /// Plans the program for a scalar type. O(number of operations).
  ///
  /// - Parameter simplifies: Whether to run `simplified()`, whose results differ by rounding at most.
  public func compiled<Scalar: ExecutionScalar>(
    for type: Scalar.Type, simplifying simplifies: Bool = true
  ) -> Executable<Scalar> {
    Executable(self, simplifies: simplifies)
  }

  /// Runs the program once.
  ///
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit, `GuardError` when a `branch(_:)`
  ///   decides otherwise than when the program was recorded.
  public func run<Scalar: ExecutionScalar>(_ inputs: [Tensor<Scalar>]) throws -> [Tensor<Scalar>] {
    // To simplify costs about a microsecond a line: a single run repays that when its arrays are large.
    let elements = list.nodes.reduce(0) { $0 + list.shapes[Int($1.shape)].elementCount }
    return try compiled(for: Scalar.self, simplifying: elements > 1000 * count)(inputs)
  }
}
