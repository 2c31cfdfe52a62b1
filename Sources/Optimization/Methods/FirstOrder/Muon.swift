// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Momentum made orthogonal: the update of a matrix of weights has all its singular values near 1.
///
/// The momentum of each matrix goes through five Newton-Schulz steps `X ← aX + (bA + cA²)X` with `A = XXᵀ`; parameters
/// that are no matrix get plain Nesterov momentum. Jordan et al. 2024, *Muon: an optimizer for hidden layers in neural
/// networks*.
public struct Muon: FirstOrderMethod {
  /// The velocity.
  public struct State: Archivable, Sendable {
    var velocity: Tensor<Double>

    /// Saves or restores the state.
    public mutating func exchange(with archive: inout StateArchive) {
      archive.exchange("velocity", &velocity)
    }
  }

  /// The factor of an update.
  public var learningRate: Double
  /// How much of the velocity an update keeps.
  public var momentum: Double
  /// The matrices among the parameters: where each begins, its rows and its columns.
  public var matrices: [(offset: Int, rows: Int, columns: Int)]
  /// The tolerance of the status `.converged(by: .gradient)`.
  public var gradientTolerance: Double
  /// When to stop.
  public var limits: Limits

  /// Muon for the given matrices among the parameters.
  public init(
    learningRate: Double = 2e-2, momentum: Double = 0.95, matrices: [(offset: Int, rows: Int, columns: Int)],
    gradientTolerance: Double = 1e-8, limits: Limits = Limits()
  ) {
    self.learningRate = learningRate
    self.momentum = momentum
    self.matrices = matrices
    self.gradientTolerance = gradientTolerance
    self.limits = limits
  }

  public func validate(parameterCount: Int) throws(OptimizationError) {
    try OptimizationError.checkFraction("Muon.momentum", momentum)
    for (i, matrix) in matrices.enumerated() {
      try OptimizationError.check(
        "Muon.matrices[\(i)]", "\(matrix)",
        isAccepted: matrix.offset >= 0 && matrix.rows > 0 && matrix.columns > 0
          && matrix.offset <= parameterCount
          && matrix.rows <= (parameterCount - matrix.offset) / matrix.columns,
        "an offset of 0 or more and positive extents, within \(parameterCount) parameters")
    }
  }

  public func initialState(parameterCount: Int) -> State { State(velocity: .zeros([parameterCount])) }

  public func update(_ parameters: inout Tensor<Double>, along gradient: Tensor<Double>, state: inout State) {
    state.velocity.scale(by: momentum)
    state.velocity.add(gradient, times: 1)
    var update = gradient
    update.add(state.velocity, times: momentum)
    for matrix in matrices {
      let range = matrix.offset..<matrix.offset + matrix.rows * matrix.columns
      guard range.upperBound <= update.count else {
        fatalError("Muon: the matrix at \(matrix.offset) ends beyond \(update.count) parameters")
      }
      let rows = Self.orthogonalized(Array(update.scalars[range]), rows: matrix.rows, columns: matrix.columns)
      let scale = max(1, Double(matrix.rows) / Double(matrix.columns)).squareRoot()
      update.withMutableScalars { u in
        for i in range { u[i] = scale * rows[i - range.lowerBound] }
      }
    }
    parameters.add(update, times: -learningRate)
  }

  /// A matrix of nearly the same singular vectors, with singular values near 1.
  private static func orthogonalized(_ elements: [Double], rows: Int, columns: Int) -> [Double] {
    let (a, b, c) = (3.4445, -4.7750, 2.0315)
    let norm = Tensor(elements).norm
    guard norm > 0, norm.isFinite else { return elements }
    do {
      var x = try Tensor(shape: [rows, columns], scalars: elements).scaled(by: 1 / norm)
      let isTall = rows > columns
      if isTall { x = x.transposed() }
      for _ in 0..<5 {
        let square = try symmetricProduct(of: x)
        var polynomial = try symmetricProduct(of: square).scaled(by: c)
        polynomial.add(square, times: b)
        var next = try matmul(polynomial, x)
        next.add(x, times: a)
        x = next
      }
      return isTall ? x.transposed().scalars : x.scalars
    } catch {
      fatalError("Muon: \(error)")
    }
  }
}
