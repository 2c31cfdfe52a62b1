// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

extension Draws {
  /// A tensor of numbers in -1...1, rounded.
  mutating func tensor<S: Real>(_ shape: Shape) -> Tensor<S> {
    Tensor(tensor(shape, in: -1...1))
  }
}

/// The matrix `(i, j) ↦ element(i, j)`.
func matrix<S: Real>(_ rows: Int, _ columns: Int, _ element: (Int, Int) -> S) -> Tensor<S> {
  var result = Tensor<S>.zeros([rows, columns])
  result.withMutableScalars {
    for i in 0..<rows { for j in 0..<columns { $0[i * columns + j] = element(i, j) } }
  }
  return result
}

/// The Hilbert matrix, `1 / (i + j + 1)`, of condition number about e^(3.5 n).
func hilbert<S: Real>(_ n: Int) -> Tensor<S> { matrix(n, n) { i, j in 1 / S(i + j + 1) } }

extension Tensor {
  func element(_ i: Int, _ j: Int) -> Scalar { scalars[i * shape[1] + j] }

  func mirrored() -> Tensor { matrix(shape[1], shape[0]) { i, j in element(j, i) } }

  /// The product of two matrices as its definition says, in three loops.
  func naiveProduct(_ other: Tensor) -> Tensor {
    matrix(shape[0], other.shape[1]) { i, j in
      (0..<shape[1]).reduce(0) { $0 + element(i, $1) * other.element($1, j) }
    }
  }

  /// Every element of the matrix equal to its mirror image.
  var isSymmetric: Bool { mirrored() == self }

  /// The matrix with NaN above its diagonal, or below it, for routines that must not read there.
  func withNaN(above: Bool) -> Tensor {
    matrix(shape[0], shape[1]) { i, j in (above ? j > i : j < i) ? .nan : element(i, j) }
  }
}

/// The scalar types that every test runs with.
let scalarTypes: [any Real.Type] = [Float.self, Double.self]

/// A symmetric matrix whose eigenvalues are at least 1: `c·cᵀ + 1`.
func positiveDefinite<S: Real>(_ n: Int, seed: Int) -> Tensor<S> {
  var draws = Draws(seed: seed)
  let c: Tensor<S> = draws.tensor([n, n])
  let product = c.naiveProduct(c.mirrored())
  return matrix(n, n) { i, j in product.element(max(i, j), min(i, j)) + (i == j ? 1 : 0) }
}

func diagonalMatrix<S: Real>(_ diagonal: Tensor<S>) -> Tensor<S> {
  matrix(diagonal.count, diagonal.count) { i, j in i == j ? diagonal.scalars[i] : 0 }
}
