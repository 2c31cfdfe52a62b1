// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The slope of a function at `x`, from at most four of its values.
public typealias DifferencesAnswer =
  @Sendable (
    _ function: (Double) throws -> Double, _ x: Double
  ) throws -> Double

extension Mistake {
  /// A one-sided difference.
  public static let oneSided = Mistake(
    "one-sided",
    "A one-sided difference has an error of the order of h. Values on both sides cancel it: order h².")
  /// The step drowns in rounding.
  public static let stepTooSmall = Mistake(
    "step-too-small",
    "The step is so small that the two values agree in most digits: the left branch of the V, rounding.")
  /// The step is too long.
  public static let stepTooLarge = Mistake(
    "step-too-large",
    "The step is so long that the curve is not a parabola over it: the right branch of the V.")
  /// The step does not grow with x.
  public static let unscaledStep = Mistake(
    "unscaled-step", "Far from 0 numbers are further apart. Let the step grow with the size of x.")
  /// Too many values.
  public static let tooManyValues = Mistake(
    "too-many-values", "More than four values of the function are used.")
}

extension Exercises {
  /// Finite differences and the V of the step.
  public static let differences = Exercise<DifferencesAnswer>(
    name: "Differences", title: "Finite differences and the V of the step",
    hints: [
      "(f(x + h) − f(x − h)) / 2h. The h² terms cancel; what is left is h²·f'''/6 and the rounding, about ε|f|/h.",
      "The sum of both errors is least where h³ is about ε = 2e-16: at h = 6e-6, for an x of size 1.",
      "h = 6e-6 · max(1, |x|). Divide by the difference of the two points as they are in the machine.",
    ],
    checks: [
      Check("sin, exp and a cubic to 9 digits") { answer in
        try slopeFinding(answer, named: "sin", sin, at: 0.7, cos(0.7))
          ?? slopeFinding(answer, named: "exp", exp, at: 1.3, exp(1.3))
          ?? slopeFinding(answer, named: "x³ − x", { $0 * $0 * $0 - $0 }, at: -1.5, 5.75)
      },
      Check("parabolas exactly, but for rounding") { answer in
        try slopeFinding(answer, named: "x² + 3x", { $0 * $0 + 3 * $0 }, at: 0.4, 3.8)
          ?? slopeFinding(answer, named: "x²", { $0 * $0 }, at: 0, 0)
      },
      Check("far from 0, at x = 1e6") { answer in
        try slopeFinding(answer, named: "x²", { $0 * $0 }, at: 1e6, 2e6)
          ?? slopeFinding(answer, named: "1/x", { 1 / $0 }, at: 1e6, -1e-12)
      },
      Check("close to 0, at x = 1e-4") { answer in
        try slopeFinding(answer, named: "cos(x) + 2x", { cos($0) + 2 * $0 }, at: 1e-4, 2 - sin(1e-4))
      },
    ])
}

/// Compares a slope with the true one; the points at which the function was asked tell what went wrong.
private func slopeFinding(
  _ answer: DifferencesAnswer, named name: String, _ function: @escaping (Double) -> Double, at x: Double,
  _ truth: Double
) throws -> Finding? {
  var points: [Double] = []
  let slope = try answer(
    { point in
      points.append(point)
      return function(point)
    }, x)
  let scale = Swift.max(truth.magnitude, x.magnitude > 1e3 ? 0 : 1e-2)
  let error = (slope - truth).magnitude / scale
  let evidence = "\(name) at \(x): yours \(slope), the slope is \(truth), the points \(points)"
  guard points.count <= 4 else { return Finding(.tooManyValues, "\(points.count) values") }
  guard !(error <= 2e-9) else { return nil }
  guard !points.isEmpty else { return Finding(.wrongValue, "the function was not asked") }
  let offsets = points.map { $0 - x }
  let step = offsets.reduce(0) { Swift.max($0, $1.magnitude) }
  let reach = step / Swift.max(1, x.magnitude)
  let ratio = slope / truth
  if truth != 0, (ratio + 1).magnitude < 1e-3 { return Finding(.wrongSign, evidence) }
  if truth != 0, [0.5, 2].contains(where: { (ratio - $0).magnitude < 1e-3 }) {
    return Finding(.constantFactor, evidence)
  }
  if x.magnitude > 1e3, reach < 1e-8 { return Finding(.unscaledStep, evidence) }
  if reach < 1e-9 { return Finding(.stepTooSmall, evidence) }
  if reach > 1e-3 { return Finding(.stepTooLarge, evidence) }
  if offsets.allSatisfy({ $0 >= 0 }) || offsets.allSatisfy({ $0 <= 0 }) {
    return Finding(.oneSided, evidence)
  }
  return Finding(reach < 1e-6 ? .stepTooSmall : reach > 1e-4 ? .stepTooLarge : .wrongValue, evidence)
}
