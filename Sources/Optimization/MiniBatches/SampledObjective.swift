// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An objective that is a sum or a mean over samples, and that can be estimated from some of them.
public protocol SampledObjective: ObjectiveFunction {
  /// The number of samples.
  var sampleCount: Int { get }

  /// The number of neighbouring samples that are best used together, as they are read together; `nil` where any order
  /// is as good.
  var sampleBlockSize: Int? { get }

  /// What the objective would be if all samples were like those of the given numbers, with its gradient, *n* numbers,
  /// written into `gradient`. Over all samples it is the objective itself.
  func value(
    at parameters: Span<Double>, overSamples samples: [Int], gradient: inout MutableSpan<Double>
  ) throws -> Double

  /// Sets the parameters that the objective itself observes, such as running means, to what the last evaluation over some
  /// of the samples showed. Called after each update.
  func adjust(_ parameters: inout MutableSpan<Double>)
}

extension SampledObjective {
  /// Any order of samples is as good.
  public var sampleBlockSize: Int? { nil }

  /// Does nothing: few objectives observe.
  public func adjust(_ parameters: inout MutableSpan<Double>) {}
}

/// A sum of squares over samples, whose quadratic model can be estimated from some of them.
public protocol SampledLeastSquares: SampledObjective, LeastSquaresFunction {
  /// The sum of squares if all samples were like those of the given numbers.
  func value(at parameters: Tensor<Double>, overSamples samples: [Int]) throws -> Double

  /// The normal equations of the samples of the given numbers alone.
  func normalEquations(at parameters: Tensor<Double>, overSamples samples: [Int]) throws -> NormalEquations
}
