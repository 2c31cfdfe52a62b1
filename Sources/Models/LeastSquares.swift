// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Optimization
public import Tensors

/// The sum of the squared differences between a model's outputs and targets over all samples.
///
/// The model is written for one sample; evaluations run over blocks of samples that fit the cache, so that memory
/// beyond the data does not grow with their number. Residual `i·k + o` is output `o`, of `k`, of sample `i`.
///
/// Not to be used from two threads at a time.
public final class LeastSquares: LeastSquaresFunction {
  public let parameterCount: Int
  /// The number of samples.
  public let sampleCount: Int
  public var residualCount: Int { sampleCount * outputCount }

  /// The number of residuals of one sample.
  private let outputCount: Int
  private let blocks: [SampleBlock]
  private let programs: ResidualPrograms
  private var runs: [ResidualPrograms.Kind: [Int: Executable<Double>]] = [:]

  /// The fit of a model to data.
  ///
  /// - Parameters:
  ///   - inputs: The samples, `[m]` followed by the model's input shape.
  ///   - targets: What the outputs should be, `[m]` followed by the model's output shape.
  /// - Throws: `ModelError` when the data do not fit the model, are empty or not finite.
  public convenience init(_ model: Model, inputs: Tensor<Double>, targets: Tensor<Double>) throws {
    try self.init(predicting: model.program, inputs: inputs, targets: targets)
  }

  /// The fit of a function of `parameters` numbers to data.
  ///
  /// ```swift
  /// let curve = try LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) }
  /// ```
  /// - Parameters:
  ///   - parameters: The number of parameters.
  ///   - inputs: `[m]` for scalar samples, `[m, d]` for vectors, and so on.
  ///   - targets: `[m]` followed by the shape of a prediction.
  ///   - predict: From the parameters, `[parameters]`, and one sample to the prediction.
  /// - Throws: `RecordingError` for a mistake in `predict`, `ModelError` when the data do not fit, are empty or not
  ///   finite.
  public convenience init(
    parameters: Int, inputs: Tensor<Double>, targets: Tensor<Double>,
    _ predict: (_ parameters: Variable, _ sample: Variable) throws -> Variable
  ) throws {
    let sample = Shape(Array(inputs.shape.extents.dropFirst()))
    let program = try Program(inputs: [[parameters], sample], named: ["parameters", "sample"]) {
      [try predict($0[0], $0[1])]
    }
    try self.init(predicting: program, inputs: inputs, targets: targets)
  }

  private init(predicting program: Program, inputs: Tensor<Double>, targets: Tensor<Double>) throws {
    programs = try ResidualPrograms(predicting: program)
    parameterCount = program.inputShapes[0].elementCount
    outputCount = program.outputShapes[0].elementCount
    let samples = try Samples(inputs, of: program.inputShapes[1], data: "inputs")
    let goals = try Samples(targets, of: program.outputShapes[0], data: "targets")
    guard goals.count == samples.count else {
      throw ModelError.dataShape(
        data: "targets", targets.shape, expected: "\(samples.count) samples, as the inputs have")
    }
    guard samples.count > 0 else { throw ModelError.noSamples }
    try inputs.checkFinite(data: "inputs")
    try targets.checkFinite(data: "targets")
    sampleCount = samples.count
    blocks = try SampleBlock.split(samples, goals, jacobianRow: parameterCount * outputCount)
  }

  // MARK: Evaluation

  public func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    var residuals = [Double](repeating: 0, count: residualCount)
    try forEachBlock(of: .residuals, at: parameters) { run, block in
      run.withOutput(0) { span in
        for (i, sample) in block.range.enumerated() {
          for o in 0..<outputCount { residuals[sample * outputCount + o] = span[o * block.range.count + i] }
        }
      }
    }
    return Tensor(residuals)
  }

  public func value(at parameters: Tensor<Double>) throws -> Double {
    var sum = 0.0
    try forEachBlock(of: .sumOfSquares, at: parameters) { run, _ in sum += run.withOutput(0) { $0[0] } }
    return sum
  }

  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    var value = 0.0
    var gradient = [Double](repeating: 0, count: parameterCount)
    try forEachBlock(of: .gradient, at: parameters) { run, _ in
      value += run.withOutput(0) { $0[0] }
      run.withOutput(1) { span in for i in gradient.indices { gradient[i] += span[i] } }
    }
    return (value, Tensor(gradient))
  }

  public func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations {
    var equations = NormalEquations(parameterCount: parameterCount)
    try forEachBlock(of: .jacobian, at: parameters) { run, _ in
      try run.withOutput(0) { residuals in
        try run.withOutput(1) { try equations.accumulate(residuals: residuals, transposedJacobian: $0) }
      }
    }
    return equations
  }

  public func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)
  {
    let n = parameterCount
    var residuals = [Double](repeating: 0, count: residualCount)
    var jacobian = [Double](repeating: 0, count: residualCount * n)
    try forEachBlock(of: .jacobian, at: parameters) { run, block in
      let count = block.range.count
      run.withOutput(0) { r in
        run.withOutput(1) { transposed in
          for (i, sample) in block.range.enumerated() {
            for o in 0..<outputCount {
              let row = sample * outputCount + o
              let column = o * count + i
              residuals[row] = r[column]
              for p in 0..<n { jacobian[row * n + p] = transposed[p * outputCount * count + column] }
            }
          }
        }
      }
    }
    return (Tensor(residuals), try Tensor(shape: [residualCount, n], scalars: jacobian))
  }

  /// Runs a program over all blocks, in order, and hands each run to `body`.
  private func forEachBlock(
    of kind: ResidualPrograms.Kind, at parameters: Tensor<Double>,
    _ body: (Executable<Double>, SampleBlock) throws -> Void
  ) throws {
    for block in blocks {
      let run = try executable(of: kind, for: block)
      try run.setInput(0, to: parameters)
      if blocks.count > 1 { try block.bind(to: run) }
      run.run()
      try body(run, block)
    }
  }

  private func executable(of kind: ResidualPrograms.Kind, for block: SampleBlock) throws -> Executable<Double>
  {
    if let run = runs[kind]?[block.range.count] { return run }
    let run = try programs.program(kind, samples: block.range.count).compiled(for: Double.self)
    try block.bind(to: run)
    runs[kind, default: [:]][block.range.count] = run
    return run
  }
}
