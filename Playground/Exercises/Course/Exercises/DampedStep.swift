// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// From the Jacobian `[m, n]` and the residuals `[m]` to the Levenberg-Marquardt step `[n]`: the one that minimises
/// `‖r + J·step‖² + damping·‖step‖²`.
public typealias DampedStepAnswer =
  @Sendable (
    _ J: Tensor<Double>, _ r: Tensor<Double>, _ damping: Double
  ) throws -> Tensor<Double>

extension Mistake {
  /// The damping plays no part.
  public static let noDamping = Mistake(
    "no-damping", "The damping is not used: it is added to the diagonal of JᵀJ.")
  /// The damping is scaled by the diagonal.
  public static let scaledDamping = Mistake(
    "scaled-damping",
    "The damping is multiplied with the diagonal of JᵀJ. That is Marquardt's variant; here it is λ times I.")
  /// The damping is added to every entry.
  public static let dampingEverywhere = Mistake(
    "damping-everywhere", "The damping is added to every entry; it belongs to the diagonal only: λ times I.")
  /// The step is a gradient step.
  public static let gradientStep = Mistake(
    "gradient-step", "This is a step down the gradient. The curvature JᵀJ has to be solved with.")
}

extension Exercises {
  /// Gauss-Newton and Levenberg-Marquardt.
  public static let dampedStep = Exercise<DampedStepAnswer>(
    name: "DampedStep", title: "Gauss-Newton, and a Levenberg-Marquardt step",
    hints: [
      "Set the gradient of ‖r + Jδ‖² + λ‖δ‖² by δ to 0. What linear system is it?",
      "(JᵀJ + λI) δ = −Jᵀr. The matrix is symmetric, and positive definite for λ > 0.",
      "try Cholesky(matmul(Jᵀ, J) + damping * .identity(n)).solution(of: -matmul(Jᵀ, r)).",
    ],
    checks: [
      Check("without damping what remains is at right angles to the columns: Jᵀ(r + Jδ) = 0") {
        try stepFinding($0, damping: 0)
      },
      Check("with damping Jᵀ(r + Jδ) = −λδ") { try stepFinding($0, damping: 0.7) },
      Check("two equal columns are no harm with damping") { answer in
        if let finding = try stepFinding(answer, damping: 0.7) { return finding }
        let step = try answer([[1, 1], [2, 2], [-1, -1]], [1, 0, 2], 1e-3)
        guard step.shape == [2], step.isFinite else { return Finding(.notFinite, "\(step)") }
        let gap = (step.scalars[0] - step.scalars[1]).magnitude
        return gap < 1e-8 ? nil : Finding(.wrongValue, "equal columns get unequal steps: \(step)")
      },
      Check("more damping, shorter steps; a lot of it, a step down the gradient") { answer in
        if let finding = try stepFinding(answer, damping: 0.7) { return finding }
        let lengths = try [0, 0.1, 1, 10].map { sum(try answer(stepJ, stepR, $0).map { $0 * $0 }) }
        guard lengths == lengths.sorted(by: >) else {
          return Finding(.noDamping, "the squares are \(lengths)")
        }
        let step: Tensor<Double> = try answer(stepJ, stepR, 1e8) * 1e8
        let gradient = try matmul(stepJ.transposed(), stepR)
        return distance(step, -gradient) < 1e-6 ? nil : Finding(.wrongValue, "1e8·step is \(step)")
      },
      Check("repeated, it solves Rosenbrock's valley") { answer in
        if let finding = try stepFinding(answer, damping: 0) { return finding }
        return try valleyFinding(answer)
      },
    ])
}

private let stepJ: Tensor<Double> = [[1, 2, 0.5], [0, 1, -1], [2, -1, 0.25], [1, 0, 1], [0.5, 0.5, 2]]
private let stepR: Tensor<Double> = [1, -2, 0.5, 1.5, -1]

private func stepFinding(_ answer: DampedStepAnswer, damping: Double) throws -> Finding? {
  let step = try answer(stepJ, stepR, damping)
  guard step.shape == [3] else { return Finding(.wrongShape, "shape \(step.shape) for 3 parameters") }
  guard step.isFinite else { return Finding(.notFinite, "\(step)") }
  let Jt = stepJ.transposed()
  let left: Tensor<Double> = try matmul(Jt, stepR + matmul(stepJ, step))
  let gap: Tensor<Double> = left + damping * step
  guard gap.scalars.contains(where: { $0.magnitude > 1e-10 }) else { return nil }
  let evidence = "with λ = \(damping): Jᵀ(r + Jδ) + λδ = \(gap)"
  let square = try matmul(Jt, stepJ)
  let gradient = try matmul(Jt, stepR)
  let diagonal = Tensor<Double>.identity(3)
  func isSolution(_ matrix: Tensor<Double>, _ factor: Double) throws -> Bool {
    distance(try matmul(matrix, step), factor * gradient) < 1e-9
  }
  let right: Tensor<Double> = square + damping * diagonal
  let variants: [(Mistake, Tensor<Double>, Double)] = [
    (.wrongSign, right, 1), (.constantFactor, right, -2), (.constantFactor, right, -0.5),
    (.noDamping, square, -1), (.scaledDamping, square + damping * diagonal * square, -1),
    (.dampingEverywhere, square + damping, -1), (.wrongSign, square - damping * diagonal, -1),
    (.gradientStep, diagonal, -1), (.gradientStep, diagonal, -2), (.wrongSign, square, 1),
  ]
  for (mistake, matrix, factor) in variants where try isSolution(matrix, factor) {
    return Finding(mistake, evidence)
  }
  return Finding(.wrongValue, evidence)
}

/// Levenberg-Marquardt with the answer's steps from the usual start.
private func valleyFinding(_ answer: DampedStepAnswer) throws -> Finding? {
  func residuals(_ x: Tensor<Double>) -> Tensor<Double> {
    let (a, b) = (x.scalars[0], x.scalars[1])
    return [.init(10 * (b - a * a)), .init(1 - a)]
  }
  var x: Tensor<Double> = [-1.2, 1]
  var damping = 1e-2
  for _ in 0..<100 {
    let r = residuals(x)
    let J: Tensor<Double> = [[.init(-20 * x.scalars[0]), 10], [-1, 0]]
    let trial = x + (try answer(J, r, damping))
    let (old, new) = (sum(r * r), sum(residuals(trial).map { $0 * $0 }))
    if new < old { x = trial }
    damping = new < old ? damping / 5 : damping * 4
    if new < 1e-20 { return nil }
  }
  return Finding(.wrongValue, "after 100 steps it is at \(x), not at [1, 1]")
}
