// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Optimization
internal import Tensors

// Evaluations into memory of the caller. Data of a single block, as small data are, allocate nothing here.
extension LeastSquares {
  /// The sum of squares.
  ///
  /// - Throws: `ShapeError` when there are not as many parameters.
  public func value(at parameters: Span<Double>) throws -> Double {
    guard runs.blocks.count == 1 else { return try value(at: Tensor(copying: parameters)) }
    let run = try runs.executable(of: .sumOfSquares, forBlock: 0)
    try run.setInput(0, rounding: parameters)
    run.run()
    return run.firstElement(ofOutput: 0)
  }

  /// The sum of squares and its gradient.
  ///
  /// - Throws: `ShapeError` when there are not as many parameters.
  public func value(at parameters: Span<Double>, gradient: inout MutableSpan<Double>) throws -> Double {
    guard runs.blocks.count == 1 else {
      let (value, sum) = try valueWithGradient(at: Tensor(copying: parameters))
      let elements = sum.scalars.span
      for i in gradient.indices { gradient[i] = elements[i] }
      return value
    }
    let run = try runs.executable(of: .gradient, forBlock: 0)
    try run.setInput(0, rounding: parameters)
    run.run()
    run.copyOutput(1, to: &gradient)
    return run.firstElement(ofOutput: 0)
  }

  /// The sum of squares, the residuals and the Jacobian, parameter by parameter. Residuals are in the order of blocks, in a
  /// block by outputs, and for an output by samples.
  ///
  /// - Throws: `ShapeError` when there are not as many parameters.
  public func value(
    at parameters: Span<Double>, residuals: inout MutableSpan<Double>,
    transposedJacobian: inout MutableSpan<Double>
  ) throws -> Double {
    var start = 0
    for block in runs.blocks.indices {
      let run = try runs.executable(of: .jacobian, forBlock: block)
      try run.setInput(0, rounding: parameters)
      run.run()
      let count = runs.blocks[block].range.count * outputCount
      run.copyOutput(0, rowsOf: count, to: &residuals, from: start, every: residualCount)
      run.copyOutput(1, rowsOf: count, to: &transposedJacobian, from: start, every: residualCount)
      start += count
    }
    var sum = 0.0
    for i in residuals.indices { sum += residuals[i] * residuals[i] }
    return sum
  }

  /// The second derivatives of the residuals along a direction, in the order of
  /// ``value(at:residuals:transposedJacobian:)``.
  ///
  /// - Throws: `ShapeError` when there are not as many parameters.
  public func secondDirectionalDerivative(
    at parameters: Span<Double>, along direction: Span<Double>, result: inout MutableSpan<Double>
  ) throws {
    var start = 0
    for block in runs.blocks.indices {
      let run = try runs.executable(of: .secondDirectionalDerivative, forBlock: block)
      try run.setInput(0, rounding: parameters)
      try run.setInput(3, rounding: direction)
      run.run()
      let count = runs.blocks[block].range.count * outputCount
      run.copyOutput(0, rowsOf: count, to: &result, from: start, every: residualCount)
      start += count
    }
  }
}
