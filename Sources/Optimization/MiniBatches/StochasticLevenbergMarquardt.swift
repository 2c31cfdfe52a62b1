// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Levenberg-Marquardt for sums of squares over more samples than a step should look at: each step goes by the normal
/// equations of a batch, smoothed over the batches before.
///
/// ```
/// A ← ρA + (1 - ρ)JᵀJ        b ← ρb + (1 - ρ)(JᵀJ·θ - Jᵀr)        (A + λI) Δθ = b - Aθ
/// ```
/// with `J` and `r` of a batch at the present θ, per sample, and the means freed of their zero start as in Adam: the
/// incremental Gauss-Newton method with fading memory (Bertsekas 1996, SIAM J. Optim. 6, 807-822), damped. λ follows how
/// well the linear model tells the change of the sum of squares *on the same batch*, as values of different batches cannot
/// be compared; it changes by a factor of 1.5, as in K-FAC (Martens and Grosse 2015, arXiv:1503.05671, section 6.5). A step
/// that turns out worse than told by more than the model's own change is tried again with more damping, and at last left
/// out. Memory O(n²), and O(n³) a step.
public struct StochasticLevenbergMarquardt: Sendable {
  /// The number of samples of a step; the last one of an epoch has what is left.
  public var batchSize: Int
  /// How often every sample is used.
  public var epochs: Int
  /// What the order of samples is drawn from.
  public var seed: UInt64
  /// The decay ρ of the means; 0 to go by one batch alone.
  public var memory: Double
  /// The first λ, relative to the largest diagonal element of `JᵀJ`.
  public var initialDamping: Double
  /// The least λ, relative to the largest diagonal element of `A`: what a batch says of the curvature is never quite
  /// trusted.
  public var leastDamping: Double
  /// The number of trials of a step, with λ raised in between, before it is left out.
  public var trials: Int
  /// A limit of time, from the start of the run.
  public var time: Duration?

  /// The method with the given options.
  public init(
    batchSize: Int, epochs: Int, seed: UInt64 = 1, memory: Double = 0.9, initialDamping: Double = 0.1,
    leastDamping: Double = 1e-6, trials: Int = 5, time: Duration? = nil
  ) {
    self.batchSize = batchSize
    self.epochs = epochs
    self.seed = seed
    self.memory = memory
    self.initialDamping = initialDamping
    self.leastDamping = leastDamping
    self.trials = trials
    self.time = time
  }

  /// The fit that the method reaches from `start`, `[n]`.
  ///
  /// The observer is called with the start and after each epoch, whose record has the mean of its batches' values, each
  /// before its step, and the last λ. The sum of squares of the result is over all samples. A run whose epochs are over is
  /// stopped by `.iterations`; `LevenbergMarquardt` from there takes the last digits from the whole data.
  /// - Throws: `OptimizationError` when an option or a shape is wrong, and what the function or the observer throws.
  public func minimize(
    _ function: some SampledLeastSquares, from start: Tensor<Double>,
    observing observer: Observer = { _ in .continue }
  ) throws -> LeastSquaresFit {
    try validate()
    try OptimizationError.check(start: start, for: function)
    let evaluation: Evaluation = { try function.value(at: $0, gradient: &$1) }
    var run = try Run(of: evaluation, from: start, limits: Limits(iterations: epochs, time: time))
    var point = run.best
    var model = SmoothedNormalEquations(parameterCount: start.count, memory: memory)
    var order = BatchOrder(
      sampleCount: function.sampleCount, batchSize: batchSize, blockSize: function.sampleBlockSize, seed: seed
    )
    var damping: Double?
    var record = IterationRecord(iteration: 0, value: point.value, gradientNorm: point.gradient.infinityNorm)
    let verdict: Status? = point.isFinite ? nil : .failed(because: .nonFiniteStart)
    while true {
      if let status = try run.endIteration(record, at: point, verdict: verdict, observer: observer) {
        if run.nextIteration > 1 { try run.evaluate(evaluation, at: &point) }
        return try LeastSquaresFit(
          run.minimum(status, at: point), of: function,
          solver: .init(solver: .cholesky, reason: "the equations of batches are smoothed"))
      }
      let before = point.parameters
      var (sum, isTaken) = (0.0, false)
      order.shuffle()
      for batch in (0..<order.count).lazy.map({ order[$0] }) {
        let equations = try function.normalEquations(at: point.parameters, overSamples: batch)
        run.evaluations.values += 1
        run.evaluations.jacobians += 1
        let share = Double(batch.count) / Double(function.sampleCount)
        sum += equations.sumOfSquares
        guard equations.isFinite else { continue }
        try model.add(equations, at: point.parameters, samples: batch.count)
        let largest = model.largestDiagonal
        var lambda = max(damping ?? initialDamping * largest, leastDamping * largest)
        for _ in 0..<trials {
          guard let step = try model.step(from: point.parameters, damping: lambda) else {
            lambda *= 4
            continue
          }
          var next = point.parameters
          next.add(step, times: 1)
          let change = equations.squaredChange(along: step)
          let predicted = -2 * step.inner(equations.gradient) - change
          let value = try share * function.value(at: next, overSamples: batch)
          run.evaluations.values += 1
          // Where the step lowers the batch's model this is 1 less the gain ratio.
          let excess = value - (equations.sumOfSquares - predicted)
          let miss = excess / max(predicted, change)
          guard miss < 1 || excess <= 0 else {
            lambda *= 4
            continue
          }
          point.parameters = next
          isTaken = true
          if miss > 0.75 { lambda *= 1.5 } else if !(miss > 0.25) { lambda /= 1.5 }
          break
        }
        damping = lambda.isFinite ? lambda : nil
      }
      record = IterationRecord(
        iteration: run.nextIteration, value: sum,
        gradientNorm: try model.gradient(at: point.parameters).infinityNorm,
        stepNorm: point.parameters.distance(to: before), damping: damping, isAccepted: isTaken)
    }
  }

  private func validate() throws(OptimizationError) {
    let name = "StochasticLevenbergMarquardt"
    try OptimizationError.checkCount("\(name).batchSize", batchSize)
    try OptimizationError.check("\(name).epochs", epochs, isAccepted: epochs >= 0, "0 or more")
    try OptimizationError.checkFraction("\(name).memory", memory)
    try OptimizationError.checkPositive("\(name).initialDamping", initialDamping)
    try OptimizationError.checkFraction("\(name).leastDamping", leastDamping)
    try OptimizationError.checkCount("\(name).trials", trials)
    if let time {
      try OptimizationError.check("\(name).time", time, isAccepted: time >= .zero, "0 s or more")
    }
  }
}
