// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// Gradients by the three operands of `x * s + b`.
public struct ScaleAndShiftGradients: Sendable {
  /// By `x`, of shape `[m, n]`.
  public var x: Tensor<Double>
  /// By the scales `s`, of shape `[n]`.
  public var s: Tensor<Double>
  /// By the shifts `b`, of shape `[n]`.
  public var b: Tensor<Double>

  /// The three gradients.
  public init(x: Tensor<Double>, s: Tensor<Double>, b: Tensor<Double>) {
    self.x = x
    self.s = s
    self.b = b
  }
}

/// From `x` `[m, n]`, `s` `[n]` and the result's cotangent `[m, n]` to the three gradients.
public typealias BroadcastingAnswer =
  @Sendable (
    _ x: Tensor<Double>, _ s: Tensor<Double>, _ cotangent: Tensor<Double>
  ) throws -> ScaleAndShiftGradients

extension Mistake {
  /// A sum runs along the wrong axis.
  public static let wrongAxis = Mistake(
    "wrong-axis", "The sum runs along the wrong axis: s and b are repeated along axis 0, over the rows.")
  /// A mean is taken where a sum belongs, or the other way round.
  public static let meanAgainstSum = Mistake(
    "mean-against-sum", "A mean and a sum are exchanged: the result is wrong by the number of rows.")
}

extension Exercises {
  /// The backward direction of broadcasting.
  public static let broadcasting = Exercise<BroadcastingAnswer>(
    name: "Broadcasting", title: "Broadcasting needs a sum",
    hints: [
      "s[j] is used by every row i: y[i, j] = x[i, j] · s[j] + b[j]. Its gradient has one contribution a row.",
      "By x: cotangent · s. By s: the sum over the rows of cotangent · x. By b: the sum of the cotangent alone.",
      "sum(cotangent * x, along: 0) sums over the rows and leaves shape [n].",
    ],
    checks: [
      Check("4 rows of 3") { try broadcastingFinding($0, rows: 4, columns: 3, seed: 1) },
      Check("3 rows of 3, where a wrong axis fits, too") {
        try broadcastingFinding($0, rows: 3, columns: 3, seed: 2)
      },
      Check("a single row") { try broadcastingFinding($0, rows: 1, columns: 3, seed: 3) },
      Check("a single column") { try broadcastingFinding($0, rows: 5, columns: 1, seed: 4) },
    ])
}

private func broadcastingFinding(
  _ answer: @escaping BroadcastingAnswer, rows m: Int, columns n: Int, seed: UInt64
) throws -> Finding? {
  var random = Xoshiro256(seed: seed)
  let point: [Tensor<Double>] = [
    .standardNormal([m, n], using: &random), .standardNormal([n], using: &random),
    .standardNormal([n], using: &random),
  ]
  let c: Tensor<Double> = .standardNormal([m, n], using: &random)
  let first = try answer(point[0], point[1], c)
  if m != n, first.s.shape == [m] || first.b.shape == [m] {
    return Finding(.wrongAxis, "shapes \(first.s.shape) and \(first.b.shape) where [\(n)] is expected")
  }
  // Each suspect spoils one gradient or two.
  let byX: Tensor<Double> = c * point[1]
  let byS: Tensor<Double> = try sum(c * point[0], along: 0)
  let byB: Tensor<Double> = try sum(c, along: 0)
  let count = Double(m)
  var suspects = [
    Suspect(.meanAgainstSum) { _ in [byX, byS / count, byB / count] },
    Suspect(.meanAgainstSum) { _ in [byX, byS, byB / count] },
    Suspect(.meanAgainstSum) { _ in [byX, byS / count, byB] },
  ]
  if m == n {
    let otherS: Tensor<Double> = try sum(c * point[0], along: 1)
    let otherB: Tensor<Double> = try sum(c, along: 1)
    suspects += [
      Suspect(.wrongAxis) { _ in [byX, otherS, otherB] }, Suspect(.wrongAxis) { _ in [byX, byS, otherB] },
      Suspect(.wrongAxis) { _ in [byX, otherS, byB] },
    ]
  }
  return try gradientFinding(at: point, named: ["x", "s", "b"], suspects: suspects) { point in
    let result = try answer(point[0], point[1], c)
    return [result.x, result.s, result.b]
  } of: { v in
    sum((v[0] * v[1] + v[2]) * Variable(c))
  }
}
