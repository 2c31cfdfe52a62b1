// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
public import Optimization
public import Tensors

// The rows of the Jacobian, which factorisations of it want.
extension LeastSquares {
  public func residualsWithJacobian(at parameters: Tensor<Double>) throws
    -> (residuals: Tensor<Double>, jacobian: Tensor<Double>)
  {
    let block = try residualBlock(at: parameters, over: nil)
    return (block.residuals, block.jacobian)
  }

  /// Calls `body` with some thousand rows of the Jacobian at a time, so that a factorisation of it takes memory that does
  /// not grow with the number of samples.
  public func forEachBlock(
    at parameters: Tensor<Double>, _ body: (ResidualBlock) throws -> Void
  ) throws {
    // A few times as many rows as columns, as each factorisation goes over a triangle of that many columns, too.
    let rows = max(4096, 8 * parameterCount)
    guard residualCount > rows else { return try body(residualBlock(at: parameters, over: nil)) }
    let blocks = runs.blocks
    var first = 0
    for last in blocks.indices {
      let samples = blocks[last].range.upperBound - blocks[first].range.lowerBound
      guard samples * outputCount >= rows || last == blocks.count - 1 else { continue }
      try body(residualBlock(at: parameters, over: first..<last + 1))
      first = last + 1
    }
  }

  /// The residuals of some blocks of samples, or of all, with their Jacobian.
  private func residualBlock(at parameters: Tensor<Double>, over part: Range<Int>?) throws -> ResidualBlock {
    let (n, k) = (parameterCount, outputCount)
    let parts = try runs.sums(
      .jacobian, at: [parameters], over: part, from: (residuals: [Double](), jacobian: [Double]())
    ) { sum, run, block in
      let count = block.range.count
      run.withOutput(0) { r in
        run.withOutput(1) { transposed in
          for i in 0..<count {
            for column in stride(from: i, to: k * count, by: count) {
              sum.residuals.append(r[column])
              for p in 0..<n { sum.jacobian.append(transposed[p * k * count + column]) }
            }
          }
        }
      }
    }
    let residuals = parts.flatMap(\.residuals)
    return ResidualBlock(
      residuals: Tensor(residuals),
      jacobian: try Tensor(shape: [residuals.count, n], scalars: parts.flatMap(\.jacobian)))
  }
}
