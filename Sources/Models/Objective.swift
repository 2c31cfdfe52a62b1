// SPDX-License-Identifier: Apache-2.0
public import Autodiff
public import Optimization
public import Tensors

/// A function of a parameter vector, recorded from a closure, with its gradient.
public final class Objective: TwiceDifferentiableFunction {
  /// From the parameters `[parameterCount]` to the value.
  public let program: Program
  public let parameterCount: Int

  private lazy var hessianProduct = Result { try program.hessianVectorProduct().compiled(for: Double.self) }
  private lazy var value = program.compiled(for: Double.self)
  private let gradient: Executable<Double>

  /// Records a function of `parameters` numbers.
  ///
  /// - Parameter function: From the parameters, `[parameters]`, to a single number.
  /// - Throws: `RecordingError` for a mistake in `function`, `ModelError` when it does not return a single number.
  public init(parameters: Int, _ function: (Variable) throws -> Variable) throws {
    program = try Program(inputs: [[parameters]], named: ["parameters"]) { [try function($0[0])] }
    parameterCount = parameters
    guard program.outputShapes[0].elementCount == 1 else {
      throw ModelError.notScalar(program.outputShapes[0])
    }
    gradient = try program.valueWithGradient().compiled(for: Double.self)
  }

  public func value(at parameters: Tensor<Double>) throws -> Double {
    try value([parameters])[0].scalar()
  }

  public func valueWithGradient(at parameters: Tensor<Double>) throws
    -> (value: Double, gradient: Tensor<Double>)
  {
    let results = try gradient([parameters])
    return (try results[0].scalar(), results[1])
  }

  /// The value and the gradient, without allocating memory.
  ///
  /// - Throws: `ShapeError` when there are not as many parameters, `GuardError` when a `branch(_:)` decides otherwise
  ///   than when the function was recorded.
  public func value(at parameters: Span<Double>, gradient result: inout MutableSpan<Double>) throws -> Double
  {
    try gradient.setInput(0, rounding: parameters)
    gradient.run()
    try gradient.checkGuards()
    gradient.copyOutput(1, to: &result)
    return gradient.firstElement(ofOutput: 0)
  }

  public func hessianVectorProduct(
    at parameters: Tensor<Double>, along direction: Tensor<Double>
  ) throws -> Tensor<Double> {
    try hessianProduct.get()([parameters, direction])[0]
  }
}
