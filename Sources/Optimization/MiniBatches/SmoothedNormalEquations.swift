// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Running means of `JᵀJ` and `Jᵀr` per sample over batches.
struct SmoothedNormalEquations {
  private let memory: Double
  private var gramian: Tensor<Double>
  private var gradient: Tensor<Double>
  /// How much of the means' zero start is left in them.
  private var bias = 1.0

  init(parameterCount n: Int, memory: Double) {
    self.memory = memory
    gramian = .zeros([n, n])
    gradient = .zeros([n])
  }

  /// Takes in a batch of a number of samples. O(n²).
  mutating func add(_ equations: NormalEquations, samples: Int) {
    let share = (1 - memory) / Double(samples)
    gramian.scale(by: memory)
    gramian.add(equations.gramian, times: share)
    gradient.scale(by: memory)
    gradient.add(equations.gradient, times: share)
    bias *= memory
  }

  /// The largest diagonal element of `A`, or 1 where all are 0.
  var largestDiagonal: Double {
    let n = gradient.count
    let largest = (0..<n).reduce(0) { max($0, gramian.scalars[$1 * n + $1]) } / (1 - bias)
    return largest > 0 ? largest : 1
  }

  /// The largest magnitude of the elements of `g`.
  var gradientNorm: Double { bias < 1 ? gradient.infinityNorm / (1 - bias) : 0 }

  /// `-(A + λI)⁻¹g`; `nil` where the equations are singular. O(n³).
  func step(damping: Double) throws -> Tensor<Double>? {
    let n = gradient.count
    var matrix = gramian.scaled(by: 1 / (1 - bias))
    matrix.withMutableScalars { a in
      for i in 0..<n { a[i * n + i] += damping }
    }
    do {
      let step = try Cholesky(matrix).solution(of: gradient).scaled(by: -1 / (1 - bias))
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

  /// `‖r‖² - ‖r + J·p‖²` for a step `p`. O(n²).
  func predictedDecrease(along step: Tensor<Double>) -> Double {
    let n = step.count
    let gramian = gramian
    let (a, p) = (gramian.scalars.span, step.scalars.span)
    var bend = 0.0
    for i in 0..<n {
      var row = 0.0
      for j in 0..<n { row += a[i * n + j] * p[j] }
      bend += row * p[i]
    }
    return -2 * step.inner(gradient) - bend
  }
}
