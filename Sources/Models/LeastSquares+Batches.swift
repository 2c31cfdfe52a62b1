// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
public import Optimization
public import Tensors

extension LeastSquares: SampledLeastSquares {
  /// The sum of squares if all samples were like those of the given numbers, with its gradient.
  ///
  /// - Throws: `ShapeError` when there are not as many parameters.
  public func value(
    at parameters: Span<Double>, overSamples samples: [Int], gradient: inout MutableSpan<Double>
  ) throws -> Double {
    let scale = Double(sampleCount) / Double(samples.count)
    let run = try batches(.gradient).run(at: parameters, over: samples)
    run.copyOutput(1, to: &gradient)
    for i in gradient.indices { gradient[i] *= scale }
    return scale * run.firstElement(ofOutput: 0)
  }

  public func value(at parameters: Tensor<Double>, overSamples samples: [Int]) throws -> Double {
    let run = try batches(.sumOfSquares).run(at: parameters.scalars.span, over: samples)
    return Double(sampleCount) / Double(samples.count) * run.firstElement(ofOutput: 0)
  }

  public func normalEquations(at parameters: Tensor<Double>, overSamples samples: [Int]) throws
    -> NormalEquations
  {
    let run = try batches(.jacobian).run(at: parameters.scalars.span, over: samples)
    var equations = NormalEquations(parameterCount: parameterCount)
    try run.withOutput(0) { residuals in
      try run.withOutput(1) { try equations.accumulate(residuals: residuals, transposedJacobian: $0) }
    }
    return equations
  }
}
