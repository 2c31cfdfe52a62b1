// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// The two products with the Jacobian of a function.
public struct JacobianProducts: Sendable {
  /// The Jacobian times a direction: forward mode.
  public var jvp: Tensor<Double>
  /// The transposed Jacobian times a cotangent: reverse mode.
  public var vjp: Tensor<Double>

  /// The two products.
  public init(jvp: Tensor<Double>, vjp: Tensor<Double>) {
    self.jvp = jvp
    self.vjp = vjp
  }
}

/// From `W` `[m, n]`, `x` `[n]`, a direction `v` `[n]` and a cotangent `u` `[m]` to both products with the Jacobian by
/// `x` of `tanh(W·x)`.
public typealias ForwardAndReverseAnswer =
  @Sendable (
    _ W: Tensor<Double>, _ x: Tensor<Double>, _ v: Tensor<Double>, _ u: Tensor<Double>
  ) throws -> JacobianProducts

extension Mistake {
  /// The two are exchanged.
  public static let productsExchanged = Mistake(
    "products-exchanged", "jvp and vjp are exchanged: a jvp has the shape of the result, a vjp that of x.")
  /// The links are taken in the wrong order.
  public static let linksInWrongOrder = Mistake(
    "links-in-wrong-order",
    "Forwards the direction meets W first and the slope last; backwards the cotangent meets the slope first.")
}

extension Exercises {
  /// Forward against reverse mode.
  public static let forwardAndReverse = Exercise<ForwardAndReverseAnswer>(
    name: "ForwardAndReverse", title: "jvp against vjp",
    hints: [
      "The Jacobian is D·W, with D the diagonal matrix of the slopes 1 − tanh²(W·x). No need to build it.",
      "jvp = D·(W·v): forwards, from right to left. vjp = Wᵀ·(D·u): the transposes in the opposite order.",
      "let slope: Tensor<Double> = 1 - y * y; jvp: slope * matmul(W, v); vjp: matmul(W.transposed(), slope * u).",
    ],
    checks: [
      Check("the shapes: jvp as the result, vjp as x") { answer in
        let (W, x, v, u) = products(rows: 2, columns: 4)
        let result = try answer(W, x, v, u)
        if result.jvp.shape == [4], result.vjp.shape == [2] {
          return Finding(.productsExchanged, "jvp has shape [4], vjp [2]")
        }
        guard result.jvp.shape == [2], result.vjp.shape == [4] else {
          return Finding(.wrongShape, "jvp has shape \(result.jvp.shape), vjp \(result.vjp.shape)")
        }
        return nil
      },
      Check("the jvp agrees with differences along the direction") { answer in
        let (W, x, v, u) = products(rows: 3, columns: 3)
        let h = 1e-5
        let up: Tensor<Double> = tanh(try matmul(W, x + h * v))
        let down: Tensor<Double> = tanh(try matmul(W, x - h * v))
        let expected: Tensor<Double> = (up - down) / (2 * h)
        let jvp = try answer(W, x, v, u).jvp
        guard jvp.shape == expected.shape else { return Finding(.wrongShape, "shape \(jvp.shape)") }
        guard distance(jvp, expected) > 1e-8 else { return nil }
        return Finding(try jvpMistake(jvp, W, x, v, u), "yours \(jvp), by differences \(expected)")
      },
      Check("the vjp agrees with differences") { answer in
        let (W, x, v, u) = products(rows: 3, columns: 3)
        return try vjpFinding(answer, W, x, v, u)
      },
      Check("the two are adjoint: ⟨u, jvp(v)⟩ = ⟨vjp(u), v⟩") { answer in
        let (W, x, v, u) = products(rows: 2, columns: 4)
        let result = try answer(W, x, v, u)
        guard result.jvp.shape == [2], result.vjp.shape == [4] else {
          let isExchanged = result.jvp.shape == [4] && result.vjp.shape == [2]
          return Finding(
            isExchanged ? .productsExchanged : .wrongShape, "\(result.jvp.shape), \(result.vjp.shape)")
        }
        let (forward, backward) = (sum(u * result.jvp), sum(result.vjp * v))
        guard (forward - backward).magnitude > 1e-12 else { return try vjpFinding(answer, W, x, v, u) }
        let mistake = try vjpFinding(answer, W, x, v, u)?.mistake ?? jvpMistake(result.jvp, W, x, v, u)
        return Finding(mistake, "⟨u, Jv⟩ = \(forward), ⟨Jᵀu, v⟩ = \(backward)")
      },
    ])
}

private func products(rows m: Int, columns n: Int) -> (
  Tensor<Double>, Tensor<Double>, Tensor<Double>, Tensor<Double>
) {
  var random = Xoshiro256(seed: 21)
  let W: Tensor<Double> = .standardNormal([m, n], using: &random)
  return (
    W, .standardNormal([n], using: &random), .standardNormal([n], using: &random),
    .standardNormal([m], using: &random)
  )
}

private func vjpFinding(
  _ answer: @escaping ForwardAndReverseAnswer, _ W: Tensor<Double>, _ x: Tensor<Double>, _ v: Tensor<Double>,
  _ u: Tensor<Double>
) throws -> Finding? {
  let y = tanh(try matmul(W, x))
  let slope: Tensor<Double> = 1 - y * y
  var suspects = [
    Suspect(.missingActivationSlope) { _ in [try matmul(W.transposed(), u)] },
    Suspect(.incompleteSlope) { _ in [try matmul(W.transposed(), (1 - y) * u)] },
  ]
  if W.shape[0] == W.shape[1] {
    suspects += [
      Suspect(.missingTranspose) { _ in [try matmul(W, slope * u)] },
      Suspect(.linksInWrongOrder) { _ in [slope * (try matmul(W.transposed(), u))] },
      Suspect(.productsExchanged) { _ in [slope * (try matmul(W, v))] },
      Suspect(.missingTranspose) { _ in [slope * (try matmul(W, u))] },
    ]
  }
  return try gradientFinding(at: [x], named: ["x"], suspects: suspects) {
    [try answer(W, $0[0], v, u).vjp]
  } of: { p in
    sum(tanh(matmul(Variable(W), p[0])) * Variable(u))
  }
}

private func jvpMistake(
  _ jvp: Tensor<Double>, _ W: Tensor<Double>, _ x: Tensor<Double>, _ v: Tensor<Double>, _ u: Tensor<Double>
) throws -> Mistake {
  let y = tanh(try matmul(W, x))
  let slope: Tensor<Double> = 1 - y * y
  func isProduct(_ other: Tensor<Double>) -> Bool { jvp.shape == other.shape && distance(jvp, other) < 1e-9 }
  if isProduct(try matmul(W, v)) { return .missingActivationSlope }
  if isProduct((1 - y) * (try matmul(W, v))) { return .incompleteSlope }
  guard W.shape[0] == W.shape[1] else { return .wrongDerivative }
  if isProduct(try matmul(W, slope * v)) { return .linksInWrongOrder }
  if isProduct(slope * (try matmul(W.transposed(), v))) { return .transposed }
  if isProduct(try matmul(W.transposed(), slope * u)) { return .productsExchanged }
  return isProduct(-slope * (try matmul(W, v))) ? .wrongSign : .wrongDerivative
}
