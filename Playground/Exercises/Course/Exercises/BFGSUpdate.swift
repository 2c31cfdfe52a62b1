// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// From the inverse Hessian so far, `H` `[n, n]`, a step `s` and the change `y` of the gradient, both `[n]`, to the
/// next inverse Hessian; `H` itself when `s·y` is not positive.
public typealias BFGSUpdateAnswer =
  @Sendable (
    _ H: Tensor<Double>, _ s: Tensor<Double>, _ y: Tensor<Double>
  ) throws -> Tensor<Double>

extension Mistake {
  /// The secant equation does not hold.
  public static let secant = Mistake(
    "secant", "What was seen must be explained: the new matrix times y is s. Which of the two is it in yours?"
  )
  /// The roles of the step and the change are exchanged.
  public static let stepAndChangeExchanged = Mistake(
    "step-and-change-exchanged", "s and y are exchanged: this updates the Hessian, not its inverse.")
  /// The matrix is not symmetric.
  public static let notSymmetric = Mistake(
    "not-symmetric",
    "The matrix is not symmetric. The factor I − ρ·s·yᵀ stands on the left, its transpose on the right.")
  /// The matrix is not positive definite.
  public static let notPositive = Mistake(
    "not-positive", "Some direction has lost its positive curvature. Is the sign of each term right?")
  /// A step without positive curvature is taken in.
  public static let noCurvatureGuard = Mistake(
    "no-curvature-guard",
    "When s·y is not positive the update would spoil the matrix. Return the matrix as it was.")
  /// Another update that satisfies the secant equation.
  public static let otherUpdate = Mistake(
    "other-update",
    "This is an update, but not that of BFGS (DFP or the symmetric rank-one update?): for directions at right angles "
      + "to s, uᵀHv must stay as it was.")
}

extension Exercises {
  /// The BFGS update.
  public static let bfgsUpdate = Exercise<BFGSUpdateAnswer>(
    name: "BFGSUpdate", title: "The BFGS update",
    hints: [
      "With ρ = 1/(s·y): H' = (I − ρ s yᵀ) H (I − ρ y sᵀ) + ρ s sᵀ. Check on paper that H'y = s.",
      "As columns: s.reshaped(to: [n, 1]) and y.reshaped(to: [n, 1]); matmul of a column with a row is a matrix.",
      "Begin with guard s·y > 0 else { return H }; then left = I − ρ·matmul(s, yᵀ), and the product of left, H and "
        + "left.transposed(), plus ρ·matmul(s, sᵀ).",
    ],
    checks: [
      Check("the matrix explains what was seen: H'y = s") { try updateFinding($0, properties: [.secant]) },
      Check("the matrix is symmetric") { try updateFinding($0, properties: [.secant, .symmetry]) },
      Check("and positive definite") {
        try updateFinding($0, properties: [.secant, .symmetry, .positivity])
      },
      Check("at right angles to s nothing changes") {
        try updateFinding($0, properties: [.secant, .symmetry, .positivity, .rightAngles])
      },
      Check("without positive curvature the matrix stays") { answer in
        let H: Tensor<Double> = [[2, 0.5], [0.5, 1]]
        for y in [[-1.0, 0.25], [0, 0]] {
          let result = try answer(H, [1, 0.5], Tensor(y))
          guard result == H else {
            return Finding(.noCurvatureGuard, "for s·y = \(y[0] + y[1] / 2): \(result)")
          }
        }
        // The matrix itself is no update either.
        return try updateFinding(answer, properties: [.secant])
      },
      Check("n exact steps on a parabola give the inverse of its Hessian") { answer in
        if let finding = try updateFinding(answer, properties: [.secant, .symmetry]) { return finding }
        return try quadraticFinding(answer)
      },
    ])
}

private enum UpdateProperty { case secant, symmetry, positivity, rightAngles }

private func updateFinding(_ answer: BFGSUpdateAnswer, properties: [UpdateProperty]) throws -> Finding? {
  var random = Xoshiro256(seed: 11)
  for _ in 0..<3 {
    let n = 4
    let root: Tensor<Double> = .standardNormal([n, n], using: &random)
    let H: Tensor<Double> = try matmul(root, root.transposed()) + Tensor.identity(n)
    let s: Tensor<Double> = .standardNormal([n], using: &random)
    let noise: Tensor<Double> = .standardNormal([n], using: &random)
    // A change with s·y > 0 that is not parallel to s.
    let y: Tensor<Double> = noise + s * ((1 + sum(noise * s).magnitude) / sum(s * s))
    let result = try answer(H, s, y)
    guard result.shape == H.shape else { return Finding(.wrongShape, "shape \(result.shape)") }
    guard result.isFinite else { return Finding(.notFinite, "\(result)") }
    for property in properties {
      if let finding = try finding(result, H, s, y, property) { return finding }
    }
  }
  return nil
}

private func finding(
  _ result: Tensor<Double>, _ H: Tensor<Double>, _ s: Tensor<Double>, _ y: Tensor<Double>,
  _ property: UpdateProperty
) throws -> Finding? {
  switch property {
  case .secant:
    let image = try matmul(result, y)
    guard distance(image, s) > 1e-9 else { return nil }
    let evidence = "H'y = \(image), s = \(s)"
    if distance(try matmul(result, s), y) < 1e-9 { return Finding(.stepAndChangeExchanged, evidence) }
    // A matrix that lacks its symmetry is told apart first: its transpose may well explain what was seen.
    let isSymmetric = distance(result, result.transposed()) < 1e-9
    return Finding(isSymmetric ? .secant : .notSymmetric, evidence)
  case .symmetry:
    return distance(result, result.transposed()) < 1e-9 ? nil : Finding(.notSymmetric, "\(result)")
  case .positivity:
    let isPositive = (try? Cholesky(result)) != nil
    return isPositive ? nil : Finding(.notPositive, "\(result)")
  case .rightAngles:
    let n = s.count
    let projector = Tensor<Double>.identity(n) - (try outer(s, s)) / sum(s * s)
    func between(_ matrix: Tensor<Double>) throws -> Tensor<Double> {
      try matmul(matmul(projector, matrix), projector)
    }
    let (old, new) = (try between(H), try between(result))
    return distance(old, new) < 1e-9 ? nil : Finding(.otherUpdate, "\(old) became \(new)")
  }
}

/// Minimises a parabola with exact line searches; after as many steps as dimensions the matrix is known.
private func quadraticFinding(_ answer: BFGSUpdateAnswer) throws -> Finding? {
  let A: Tensor<Double> = [[3, 1, 0.5], [1, 2, 0.25], [0.5, 0.25, 1]]
  var H = Tensor<Double>.identity(3)
  var x: Tensor<Double> = [1, -2, 3]
  for _ in 0..<3 {
    let gradient = try matmul(A, x)
    let direction = -(try matmul(H, gradient))
    let curvature = sum(direction * (try matmul(A, direction)))
    let s = direction * (-sum(gradient * direction) / curvature)
    x = x + s
    H = try answer(H, s, try matmul(A, s))
  }
  let product = try matmul(A, H)
  return distance(product, .identity(3)) < 1e-8 ? nil : Finding(.otherUpdate, "A·H = \(product)")
}

private func outer(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Tensor<Double> {
  try a.reshaped(to: [a.count, 1]) * b.reshaped(to: [1, b.count])
}
