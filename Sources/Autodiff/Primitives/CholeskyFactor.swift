// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The lower Cholesky factor of the symmetric part of matrices over the last two axes.
struct CholeskyFactor: Primitive, Hashable {
  static let operation = Operation(shared: CholeskyFactor())

  let name = "cholesky"

  func shape(of operands: [Shape]) throws(ShapeError) -> Shape {
    try MatrixStack.checkSquare(operands[0], for: name, in: operands)
    return operands[0]
  }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let order = result[result.rank - 1]
    let stack = MatrixStack(operands)
    return .custom(
      CustomKernel(
        double: { stack.factorize($0[0], order, into: $1) },
        float: { stack.factorize($0[0], order, into: $1) })
    )
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency {
    .lanes(along: [operands[i].rank - 2, operands[i].rank - 1])
  }

  /// Φ: the lower triangle, with half of the diagonal.
  private func halfOfDiagonal(_ x: Variable) -> Variable {
    x * x.constant(triangle(lower: true, order: x.shape[x.rank - 1], diagonal: 0.5))
  }

  private func substitute(_ lower: Variable, _ b: Variable, transposing: Bool) -> Variable {
    Operation(TriangularSolve(lower: true, transposing: transposing, unitDiagonal: false))(lower, b)
  }

  // ga = ½·L⁻ᵀ·(p + pᵀ)·L⁻¹ with p = Φ(Lᵀ·gL) (Giles 2008, section 2.2.5; Murray 2016).
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    let lower = site.result
    cotangents.add(to: 0) {
      let p = halfOfDiagonal(product(lower, gy, .left))
      let left = substitute(lower, p + p.matricesTransposed, transposing: true)
      // The result is symmetric: its transpose is L⁻ᵀ·leftᵀ.
      return 0.5 * substitute(lower, left.matricesTransposed, transposing: true)
    }
  }

  // dL = L·Φ(L⁻¹·da·L⁻ᵀ) with the symmetric part of da.
  func pushforward(of dx: [Variable?], at site: Application) -> Variable? {
    let lower = site.result
    return dx[0].map { da in
      let left = substitute(lower, 0.5 * (da + da.matricesTransposed), transposing: false)
      let both = substitute(lower, left.matricesTransposed, transposing: false)
      return product(lower, halfOfDiagonal(both), [])
    }
  }

  func batched(_ batch: Batch) -> Variable { batch.withSamplesInFront() }
}

/// The lower factor `L` of the Cholesky factorisation `a = L·Lᵀ` of symmetric positive definite matrices over the last
/// two axes.
///
/// It is a function of the symmetric part `(a + aᵀ)/2`, so that cotangents are symmetric. Where a matrix is not
/// positive definite or not finite, the factor is NaN. O(*n*³) for each matrix.
///
/// Golub and Van Loan, *Matrix Computations*, 4th edition, section 4.2; derivatives by Giles, *Collected matrix
/// derivative results for forward and reverse mode algorithmic differentiation*, 2008.
public func cholesky(_ a: Variable, file: StaticString = #fileID, line: UInt = #line) -> Variable {
  do {
    try MatrixStack.checkSquare(a.shape, for: "cholesky", in: [a.shape])
  } catch {
    return fault("cholesky", [a], error.reason, at: SourceLocation(file: file, line: line))
  }
  return CholeskyFactor.operation(a)
}

extension Variable {
  /// The last two axes exchanged.
  fileprivate var matricesTransposed: Variable {
    transposed(Array(0..<rank - 2) + [rank - 1, rank - 2])
  }
}

extension MatrixStack {
  fileprivate func factorize<S: Real>(
    _ a: UnsafeBufferPointer<S>, _ n: Int, into lower: UnsafeMutableBufferPointer<S>
  ) {
    guard let a = a.baseAddress, let lower = lower.baseAddress else { return }
    for i in 0..<count {
      let target = lower + offsets[0][i]
      if !MatrixKernels.factorizeCholesky(a + offsets[0][i], n, into: target) {
        target.update(repeating: .nan, count: n * n)
      }
    }
  }
}
