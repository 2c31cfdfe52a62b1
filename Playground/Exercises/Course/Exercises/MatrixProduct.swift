// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// Gradients by the two factors of a matrix product.
public struct FactorGradients: Sendable {
  /// By the left factor.
  public var a: Tensor<Double>
  /// By the right factor.
  public var b: Tensor<Double>

  /// The two gradients.
  public init(a: Tensor<Double>, b: Tensor<Double>) {
    self.a = a
    self.b = b
  }
}

/// From `a` `[m, k]`, `b` `[k, n]` and the cotangent of `matmul(a, b)`, `[m, n]`, to the two gradients.
public typealias MatrixProductAnswer =
  @Sendable (
    _ a: Tensor<Double>, _ b: Tensor<Double>, _ cotangent: Tensor<Double>
  ) throws -> FactorGradients

extension Mistake {
  /// A factor enters without its transpose.
  public static let missingTranspose = Mistake(
    "missing-transpose", "In a gradient of a product the other factor enters transposed.")
  /// The factors stand in the wrong order.
  public static let wrongOrder = Mistake(
    "wrong-order", "The factors stand in the wrong order. Write the shapes below them: only one order fits.")
  /// The products are taken element by element.
  public static let elementwise = Mistake(
    "elementwise", "The gradients are matrix products, not products element by element.")
}

extension Exercises {
  /// The two transposes of the matrix product.
  public static let matrixProduct = Exercise<MatrixProductAnswer>(
    name: "MatrixProduct", title: "Matrix products: two transposes",
    hints: [
      "y[i, j] = Σ a[i, l] · b[l, j]. What is the derivative of Σ c[i, j] · y[i, j] by a[i, l]?",
      "By a[i, l]: Σ over j of c[i, j] · b[l, j]. That is a matrix product with b transposed. Check the shapes.",
      "By a: c·bᵀ. By b: aᵀ·c. matmul(c, b.transposed()) and matmul(a.transposed(), c).",
    ],
    checks: [
      Check("a 2×3 and a 3×4 matrix") { try productFinding($0, [2, 3, 4], seed: 1) },
      Check("3×3 matrices, where every order fits") { try productFinding($0, [3, 3, 3], seed: 2) },
      Check("a row times a column") { try productFinding($0, [1, 4, 1], seed: 3) },
      Check("a column times a row") { try productFinding($0, [3, 1, 2], seed: 4) },
      Check("the two products with the cotangent are equal: ⟨ā, a⟩ = ⟨c, ab⟩ = ⟨b̄, b⟩") { answer in
        var random = Xoshiro256(seed: 5)
        let a: Tensor<Double> = .standardNormal([3, 3], using: &random)
        let b: Tensor<Double> = .standardNormal([3, 3], using: &random)
        let c: Tensor<Double> = .standardNormal([3, 3], using: &random)
        let gradients = try answer(a, b, c)
        let whole = sum(c * (try matmul(a, b)))
        guard gradients.a.shape == a.shape, gradients.b.shape == b.shape else {
          return Finding(.wrongShape, "\(gradients.a.shape), \(gradients.b.shape)")
        }
        let parts = (sum(gradients.a * a), sum(gradients.b * b))
        guard (parts.0 - whole).magnitude + (parts.1 - whole).magnitude < 1e-10 else {
          let finding = try productFinding(answer, [3, 3, 3], seed: 2)
          return finding
            ?? Finding(.wrongDerivative, "⟨ā, a⟩ = \(parts.0), ⟨c, ab⟩ = \(whole), ⟨b̄, b⟩ = \(parts.1)")
        }
        return nil
      },
    ])
}

private func productFinding(
  _ answer: @escaping MatrixProductAnswer, _ extents: [Int], seed: UInt64
) throws -> Finding? {
  let (m, k, n) = (extents[0], extents[1], extents[2])
  var random = Xoshiro256(seed: seed)
  let a: Tensor<Double> = .standardNormal([m, k], using: &random)
  let b: Tensor<Double> = .standardNormal([k, n], using: &random)
  let c: Tensor<Double> = .standardNormal([m, n], using: &random)
  let suspects = m == k && k == n ? try squareSuspects(a, b, c) : []
  do {
    return try gradientFinding(at: [a, b], named: ["a", "b"], suspects: suspects) { point in
      let result = try answer(point[0], point[1], c)
      return [result.a, result.b]
    } of: { v in
      sum(matmul(v[0], v[1]) * Variable(c))
    }
  } catch let error as ShapeError {
    // Which mistake it is shows where all shapes fit.
    guard m != k || k != n else { throw error }
    let finding = try productFinding(answer, [3, 3, 3], seed: 2)
    return Finding(finding?.mistake ?? .wrongShape, "\(error)")
  }
}

/// Gradients as they come out with a transpose or the order wrong in one of them or in both.
private func squareSuspects(_ a: Tensor<Double>, _ b: Tensor<Double>, _ c: Tensor<Double>) throws -> [Suspect]
{
  let (at, bt) = (a.transposed(), b.transposed())
  let right = (try matmul(c, bt), try matmul(at, c))
  let plain = (try matmul(c, b), try matmul(a, c))
  let swapped = (try matmul(bt, c), try matmul(c, at))
  let both = (try matmul(b, c), try matmul(c, a))
  func suspects(_ mistake: Mistake, _ wrong: (Tensor<Double>, Tensor<Double>)) -> [Suspect] {
    [(wrong.0, wrong.1), (wrong.0, right.1), (right.0, wrong.1)].map { pair in
      Suspect(mistake) { _ in [pair.0, pair.1] }
    }
  }
  return suspects(.missingTranspose, plain) + suspects(.wrongOrder, swapped)
    + suspects(.missingTranspose, both)
    + suspects(.elementwise, (c * b, a * c)) + suspects(.elementwise, (c * bt, at * c))
}
