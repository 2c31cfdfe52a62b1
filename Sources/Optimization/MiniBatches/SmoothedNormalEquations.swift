// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Running means, per sample and over batches, of the normal equations `A·θ = b` that the batches' linear models have.
///
/// Each batch is linearised about its own parameters, so that batches of the past say what they would say now, up to the
/// bend of the residuals: `Aθ - b` is the smoothed gradient at any θ.
struct SmoothedNormalEquations {
  private let memory: Double
  /// `A`, `[n, n]`.
  private var gramian: Tensor<Double>
  /// `b`, `[n]`.
  private var right: Tensor<Double>
  /// How much of the means' zero start is left in them.
  private var bias = 1.0

  init(parameterCount n: Int, memory: Double) {
    self.memory = memory
    gramian = .zeros([n, n])
    right = .zeros([n])
  }

  /// Takes in a batch of a number of samples, evaluated at `parameters`. O(n²).
  mutating func add(
    _ equations: NormalEquations, at parameters: Tensor<Double>, samples: Int
  ) throws(ShapeError) {
    let share = (1 - memory) / Double(samples)
    let own = equations.gramian
    gramian.scale(by: memory)
    gramian.add(own, times: share)
    right.scale(by: memory)
    right.add(try matmul(own, parameters), times: share)
    right.add(equations.gradient, times: -share)
    bias *= memory
  }

  /// The largest diagonal element of `A`, or 1 where all are 0.
  var largestDiagonal: Double {
    let n = right.count
    let largest = (0..<n).reduce(0) { max($0, gramian.scalars[$1 * n + $1]) } / (1 - bias)
    return largest > 0 ? largest : 1
  }

  /// `Aθ - b`. O(n²).
  func gradient(at parameters: Tensor<Double>) throws(ShapeError) -> Tensor<Double> {
    var gradient = try matmul(gramian, parameters)
    gradient.add(right, times: -1)
    return gradient.scaled(by: bias < 1 ? 1 / (1 - bias) : 1)
  }

  /// `-(A + λI)⁻¹(Aθ - b)`; `nil` where the equations are singular. O(n³).
  func step(from parameters: Tensor<Double>, damping: Double) throws -> Tensor<Double>? {
    let n = right.count
    let gradient = try gradient(at: parameters)
    var matrix = gramian.scaled(by: 1 / (1 - bias))
    matrix.withMutableScalars { a in
      for i in 0..<n { a[i * n + i] += damping }
    }
    do {
      let step = try Cholesky(matrix).solution(of: gradient).scaled(by: -1)
      return step.isFinite ? step : nil
    } catch let error as ShapeError {
      throw error
    } catch LinearAlgebraError.shape(let error) {
      throw error
    } catch {
      return nil
    }
  }
}

extension NormalEquations {
  /// Whether every number is finite.
  var isFinite: Bool { sumOfSquares.isFinite && gradient.isFinite && gramian.isFinite }

  /// `‖J·p‖²` for a step `p`. O(n²).
  func squaredChange(along step: Tensor<Double>) -> Double {
    let n = step.count
    let gramian = gramian
    let (a, p) = (gramian.scalars.span, step.scalars.span)
    var bend = 0.0
    for i in 0..<n {
      var row = 0.0
      for j in 0..<n { row += a[i * n + j] * p[j] }
      bend += row * p[i]
    }
    return max(bend, 0)
  }
}
