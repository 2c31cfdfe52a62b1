// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Adam whose update of each layer has a length in proportion to the layer's own: for large batches.
///
/// ```
/// d = m̂ / (√v̂ + ε) + λθ        θ ← θ - η · ‖θ‖/‖d‖ · d        layer by layer
/// ```
/// You et al. 2020, arXiv:1904.00962, algorithm 2. Where either norm is 0 their ratio counts as 1.
public struct LAMB: FirstOrderMethod {
  /// The factor of an update.
  public var learningRate: Double
  /// The decay β₁ of the mean of gradients.
  public var meanDecay: Double
  /// The decay β₂ of the mean of squares.
  public var meanSquareDecay: Double
  /// The number ε that keeps a quotient finite, in units of the gradient.
  public var epsilon: Double
  /// The decay λ of the parameters, in units of the learning rate.
  public var weightDecay: Double
  /// The numbers of parameters of the layers, in their order, which add up to all; all are one layer when it is empty.
  public var layers: [Int]
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// LAMB with the given options; those of the paper unless given.
  public init(
    learningRate: Double = 1e-2, meanDecay: Double = 0.9, meanSquareDecay: Double = 0.999,
    epsilon: Double = 1e-6,
    weightDecay: Double = 1e-2, layers: [Int] = [], gradientTolerance: Double = 1e-8,
    limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.meanDecay = meanDecay
    self.meanSquareDecay = meanSquareDecay
    self.epsilon = epsilon
    self.weightDecay = weightDecay
    self.layers = layers
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("LAMB.meanDecay", meanDecay)
    try OptimizationError.checkFraction("LAMB.meanSquareDecay", meanSquareDecay)
    try OptimizationError.checkPositive("LAMB.epsilon", epsilon)
    try OptimizationError.checkFraction("LAMB.weightDecay", weightDecay)
    guard !layers.isEmpty else { return }
    let isWhole = layers.allSatisfy { (1...max(1, parameterCount)).contains($0) }
    try OptimizationError.check(
      "LAMB.layers", "\(layers)", isAccepted: isWhole && layers.reduce(0, &+) == parameterCount,
      "positive numbers that add up to \(parameterCount) parameters")
  }

  public func initialState(parameterCount: Int) -> Moments {
    Moments(parameterCount: parameterCount)
  }

  public func update(
    _ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout Moments
  ) {
    state.meanBias *= meanDecay
    state.meanSquareBias *= meanSquareDecay
    let (unbiasMean, unbias) = (1 / (1 - state.meanBias), 1 / (1 - state.meanSquareBias))
    let g = gradient.scalars.span
    var update = parameters
    update.withMutableScalars { d in
      state.mean.withMutableScalars { m in
        state.meanSquare.withMutableScalars { v in
          for i in d.indices {
            m[i] = meanDecay * m[i] + (1 - meanDecay) * g[i]
            v[i] = meanSquareDecay * v[i] + (1 - meanSquareDecay) * g[i] * g[i]
            d[i] = unbiasMean * m[i] / ((v[i] * unbias).squareRoot() + epsilon) + weightDecay * d[i]
          }
        }
      }
    }
    var start = 0
    for count in layers.isEmpty ? [parameters.count] : layers {
      let range = start..<start + count
      let (x, d) = (Tensor(Array(parameters.scalars[range])), Tensor(Array(update.scalars[range])))
      let ratio = x.norm / d.norm
      let rate = learningRate * (ratio > 0 && ratio.isFinite ? ratio : 1)
      parameters.withMutableScalars { x in
        for i in range { x[i] -= rate * d.scalars[i - range.lowerBound] }
      }
      start = range.upperBound
    }
  }
}
