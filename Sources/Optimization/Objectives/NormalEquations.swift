// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The quadratic model of a sum of squares, `JᵀJ`, `Jᵀr` and `‖r‖²`, summed over blocks of residuals.
///
/// Memory is O(n²), however many residuals are accumulated. Numbers that are not finite propagate into the sums.
public struct NormalEquations: Sendable {
  /// `Jᵀr`, `[n]`: half of the gradient of the sum of squares.
  public private(set) var gradient: Tensor<Double>
  /// `‖r‖²`.
  public private(set) var sumOfSquares: Double

  /// `JᵀJ` on and below the diagonal, zeros above it: all that a symmetric rank-k update writes.
  private var lowerGramian: Tensor<Double>

  /// The equations of no residual.
  public init(parameterCount n: Int) {
    lowerGramian = .zeros([n, n])
    gradient = .zeros([n])
    sumOfSquares = 0
  }

  /// The Gauss-Newton matrix `JᵀJ`, `[n, n]`, exactly symmetric. O(n²): mirrored from the triangle that is summed.
  public var gramian: Tensor<Double> {
    var gramian = lowerGramian
    do { try gramian.symmetrizeFromLowerTriangle() } catch { fatalError("NormalEquations: \(error)") }
    return gramian
  }

  /// Adds a block of residuals.
  ///
  /// - Parameters:
  ///   - residuals: `[m]`.
  ///   - jacobian: Their derivatives, `[m, n]`.
  /// - Throws: `ShapeError` when the shapes do not fit; nothing is added then.
  /// - Complexity: O(*m*·*n*²).
  public mutating func accumulate(
    residuals: Tensor<Double>, jacobian: Tensor<Double>
  ) throws(ShapeError) {
    let n = gradient.count
    guard residuals.rank == 1, jacobian.shape == [residuals.count, n] else {
      throw ShapeError(
        "NormalEquations.accumulate", [residuals.shape, jacobian.shape],
        "residuals of shape [m] and a Jacobian of shape [m, \(n)] are needed")
    }
    try add(residuals.scalars.span, jacobian: jacobian.scalars.span, transposed: false)
  }

  /// Adds a block of residuals whose derivatives are stored parameter by parameter.
  ///
  /// - Parameters:
  ///   - residuals: *m* residuals.
  ///   - transposedJacobian: Their derivatives, an `[n, m]` matrix in row-major order.
  /// - Throws: `ShapeError` when the counts do not fit; nothing is added then.
  /// - Complexity: O(*m*·*n*²).
  public mutating func accumulate(
    residuals: Span<Double>, transposedJacobian: Span<Double>
  ) throws(ShapeError) {
    let n = gradient.count
    guard transposedJacobian.count == n * residuals.count else {
      throw ShapeError(
        "NormalEquations.accumulate", [[residuals.count], [transposedJacobian.count]],
        "\(residuals.count) residuals of \(n) parameters have \(n * residuals.count) derivatives")
    }
    try add(residuals, jacobian: transposedJacobian, transposed: true)
  }

  /// Adds a block of residuals, with its own value.
  ///
  /// - Throws: `ShapeError` when the shapes do not fit; nothing is added then.
  /// - Complexity: O(*m*·*n*²).
  public mutating func accumulate(_ block: ResidualBlock) throws(ShapeError) {
    let before = sumOfSquares
    try accumulate(residuals: block.residuals, jacobian: block.jacobian)
    sumOfSquares = before + block.value
  }

  /// Adds the sums over other residuals of the same parameters. O(n²).
  public mutating func add(_ other: NormalEquations) {
    lowerGramian += other.lowerGramian
    gradient += other.gradient
    sumOfSquares += other.sumOfSquares
  }

  private mutating func add(
    _ residuals: Span<Double>, jacobian: Span<Double>, transposed: Bool
  ) throws(ShapeError) {
    let (m, n) = (residuals.count, gradient.count)
    let (rows, columns) = transposed ? (n, m) : (m, n)
    try lowerGramian.addSymmetricProduct(
      of: jacobian, rows: rows, columns: columns, transposing: !transposed)
    try gradient.addProduct(
      of: jacobian, rows: rows, columns: columns, transposing: !transposed, with: residuals)
    for i in residuals.indices { sumOfSquares += residuals[i] * residuals[i] }
  }
}
