// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Optimization
public import Tensors

/// The sum of the squared differences between a model's outputs and targets over all samples.
///
/// The model is written for one sample; evaluations run over blocks of samples that fit the cache, so that memory
/// beyond the data does not grow with their number, and on `Processor.threadCount` threads, on which results do not
/// depend. Residual `i·k + o` is output `o`, of `k`, of sample `i`.
///
/// Not to be used from two threads at a time.
public final class LeastSquares: TwiceDifferentiableResiduals {
  public let parameterCount: Int
  /// The number of samples.
  public let sampleCount: Int
  public var residualCount: Int { sampleCount * outputCount }

  /// The number of residuals of one sample.
  let outputCount: Int
  let runs: BlockRuns
  /// Makes what runs a kind of program over samples picked by number.
  private let makeBatches: (@escaping (_ samples: Int) throws -> Program) -> SampleBatches<Double>
  private let programs: ResidualPrograms
  private var batches: [ResidualPrograms.Kind: SampleBatches<Double>] = [:]

  /// The fit of a model to data.
  ///
  /// - Parameters:
  ///   - inputs: The samples, `[m]` followed by the model's input shape.
  ///   - targets: What the outputs should be, `[m]` followed by the model's output shape.
  /// - Throws: `ModelError` when the data do not fit the model, are empty or not finite, or the model has parameters that
  ///   are observed, not learned.
  public convenience init(_ model: Model, inputs: Tensor<Double>, targets: Tensor<Double>) throws {
    try self.init(predicting: model.learnedProgram, inputs: inputs, targets: targets)
  }

  /// The fit of a model to samples that are read some at a time, once or more for each evaluation, so that memory does not
  /// hold them all.
  ///
  /// - Throws: `ModelError` when there are no samples, or the model has parameters that are observed, not learned.
  ///   Evaluations throw it for samples that do not fit the model or are not finite, and what the source throws.
  public convenience init(_ model: Model, on samples: some SampleSource) throws {
    try self.init(predicting: model.learnedProgram, samples: samples)
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
    try self.init(
      predicting: Self.program(parameters: parameters, sample: sample, predict), inputs: inputs,
      targets: targets)
  }

  /// The fit of a function of `parameters` numbers to samples that are read some at a time.
  ///
  /// - Parameters:
  ///   - parameters: The number of parameters.
  ///   - samples: Where the samples come from.
  ///   - predict: From the parameters, `[parameters]`, and one sample to the prediction.
  /// - Throws: `RecordingError` for a mistake in `predict`, `ModelError` when there are no samples. Evaluations throw it for
  ///   samples that do not fit or are not finite, and what the source throws.
  public convenience init(
    parameters: Int, on samples: some SampleSource,
    _ predict: (_ parameters: Variable, _ sample: Variable) throws -> Variable
  ) throws {
    try self.init(
      predicting: Self.program(parameters: parameters, sample: samples.inputShape, predict), samples: samples)
  }

  private static func program(
    parameters: Int, sample: Shape,
    _ predict: (_ parameters: Variable, _ sample: Variable) throws -> Variable
  ) throws -> Program {
    try Program(inputs: [[parameters], sample], named: ["parameters", "sample"]) {
      [try predict($0[0], $0[1])]
    }
  }

  private convenience init(
    predicting program: Program, inputs: Tensor<Double>, targets: Tensor<Double>
  ) throws {
    let samples = try Samples(inputs, of: program.inputShapes[1], data: "inputs")
    let goals = try Samples(targets, of: program.outputShapes[0], data: "targets")
    guard goals.count == samples.count else {
      throw ModelError.dataShape(
        data: "targets", targets.shape, expected: "\(samples.count) samples, as the inputs have")
    }
    guard samples.count > 0 else { throw ModelError.noSamples }
    try inputs.checkFinite(data: "inputs")
    try targets.checkFinite(data: "targets")
    let rows = (
      inputs: try SampleRows<Double>(inputs, of: program.inputShapes[1], data: "inputs"),
      targets: try SampleRows<Double>(targets, of: program.outputShapes[0], data: "targets")
    )
    try self.init(
      predicting: program, sampleCount: samples.count,
      blocks: { try SampleBlock.split(samples, goals, jacobianRow: $0) },
      batches: { SampleBatches(inputs: rows.inputs, targets: rows.targets, $0) })
  }

  private convenience init(predicting program: Program, samples: some SampleSource) throws {
    guard samples.count > 0 else { throw ModelError.noSamples }
    guard let blockSize = samples.blockSize else {
      let all = try samples.samples(0..<samples.count)
      try self.init(predicting: program, inputs: all.inputs, targets: all.targets)
      return
    }
    let source = CheckedSource(
      source: samples, input: program.inputShapes[1], target: program.outputShapes[0])
    try self.init(
      predicting: program, sampleCount: samples.count,
      blocks: { SampleBlock.split(source, jacobianRow: $0) },
      batches: {
        SampleBatches(
          BlockCache(samples, blockSize: blockSize), input: source.input, target: source.target, $0)
      })
  }

  /// - Parameter blocks: The samples in blocks, for a number of derivatives of one sample.
  private init(
    predicting program: Program, sampleCount: Int, blocks: (_ jacobianRow: Int) throws -> [SampleBlock],
    batches: @escaping (@escaping (_ samples: Int) throws -> Program) -> SampleBatches<Double>
  ) throws {
    parameterCount = program.inputShapes[0].elementCount
    outputCount = program.outputShapes[0].elementCount
    self.sampleCount = sampleCount
    makeBatches = batches
    let programs = try ResidualPrograms(predicting: program)
    self.programs = programs
    runs = BlockRuns(
      try blocks(parameterCount * outputCount), of: programs, sumSize: parameterCount * parameterCount)
  }

  /// What runs a kind of program over samples picked by number.
  func batches(_ kind: ResidualPrograms.Kind) -> SampleBatches<Double> {
    if let known = batches[kind] { return known }
    let programs = programs
    let new = makeBatches { try programs.program(kind, samples: $0) }
    batches[kind] = new
    return new
  }

  // MARK: Evaluation

  public func residuals(at parameters: Tensor<Double>) throws -> Tensor<Double> {
    try residualVector(.residuals, at: [parameters])
  }

  public func value(at parameters: Tensor<Double>) throws -> Double {
    try runs.sums(.sumOfSquares, at: [parameters], from: 0.0) { sum, run, _ in
      sum += run.withOutput(0) { $0[0] }
    }.reduce(0, +)
  }

  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    let parts = try runs.sums(.gradient, at: [parameters], from: (value: 0.0, gradient: zeros)) {
      sum, run, _ in
      sum.value += run.withOutput(0) { $0[0] }
      sum.gradient += run.output(1)
    }
    return (
      parts.reduce(0) { $0 + $1.value }, parts.dropFirst().reduce(parts[0].gradient) { $0 + $1.gradient }
    )
  }

  public func normalEquations(at parameters: Tensor<Double>) throws -> NormalEquations {
    let zero = NormalEquations(parameterCount: parameterCount)
    let parts = try runs.sums(.jacobian, at: [parameters], from: zero) { sum, run, _ in
      try run.withOutput(0) { residuals in
        try run.withOutput(1) { try sum.accumulate(residuals: residuals, transposedJacobian: $0) }
      }
    }
    return parts.dropFirst().reduce(into: parts[0]) { $0.add($1) }
  }

  // MARK: Products

  /// The derivative of the residuals along a direction, `J·v`, `[residualCount]`. Costs about two evaluations of the
  /// residuals; the Jacobian is not formed.
  ///
  /// - Parameter direction: v, `[parameterCount]`.
  /// - Throws: `ShapeError` when a shape is another.
  public func jacobianProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    try residualVector(.jacobianProduct, at: [parameters, direction])
  }

  /// The sum of the residuals' gradients with weights, `Jᵀ·u`, `[parameterCount]`. Costs a small multiple of an
  /// evaluation of the residuals; the Jacobian is not formed.
  ///
  /// - Parameter weights: u, `[residualCount]`, in the order of the residuals.
  /// - Throws: `ShapeError` when a shape is another.
  public func transposedJacobianProduct(
    at parameters: Tensor<Double>, with weights: Tensor<Double>
  ) throws -> Tensor<Double> {
    guard weights.shape == [residualCount] else {
      throw ShapeError(
        "transposedJacobianProduct", [weights.shape],
        "a weight for each of \(residualCount) residuals is needed")
    }
    let k = outputCount
    let parts = try runs.sums(
      .transposedJacobianProduct, at: [parameters], from: zeros,
      preparing: { run, block in
        let own = weights[block.range.lowerBound * k..<block.range.upperBound * k]
        try run.setInput(3, to: own.reshaped(to: [block.range.count, k]).transposed())
      }
    ) { sum, run, _ in sum += run.output(0) }
    return parts.dropFirst().reduce(parts[0], +)
  }

  /// The second derivative of the residuals along a direction, `r''[v, v]`, `[residualCount]`: how they bend on the way,
  /// as geodesic acceleration needs it. Costs about four evaluations of the residuals.
  ///
  /// Transtrum and Sethna, Improvements to the Levenberg-Marquardt algorithm for nonlinear least-squares minimization,
  /// 2012.
  ///
  /// - Parameter direction: v, `[parameterCount]`.
  /// - Throws: `ShapeError` when a shape is another.
  public func secondDirectionalDerivative(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    try residualVector(.secondDirectionalDerivative, at: [parameters, direction])
  }

  private var zeros: Tensor<Double> { .zeros([parameterCount]) }

  /// A number for each residual, in their order, from a program whose first output has those of a block.
  private func residualVector(
    _ kind: ResidualPrograms.Kind, at inputs: [Tensor<Double>]
  ) throws -> Tensor<Double> {
    let k = outputCount
    let parts = try runs.sums(kind, at: inputs, from: [Double]()) { sum, run, block in
      let count = block.range.count
      run.withOutput(0) { span in
        for i in 0..<count {
          for place in stride(from: i, to: k * count, by: count) { sum.append(span[place]) }
        }
      }
    }
    return Tensor(parts.flatMap { $0 })
  }
}
