// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// The gradient of `Σ (a·x + a²)` with `a = sin(x)`, by the vector `x`.
public typealias FanOutAnswer = @Sendable (_ x: Tensor<Double>) throws -> Tensor<Double>

extension Exercises {
  /// A value that is used several times.
  public static let fanOut = Exercise<FanOutAnswer>(
    name: "FanOut", title: "Fan-out: contributions add up",
    hints: [
      "Count the uses: a is read three times (once in a·x, twice in a·a), x twice (in sin and in a·x).",
      "Write the adjoint of a first, the sum of its three contributions: x + a + a.",
      "Then that of x: what a passes on, (x + 2a) · cos(x), plus what comes directly through a·x: a.",
    ],
    checks: [
      Check("the gradient has the shape of x") { gradient in
        let result = try gradient([1, 2, 3])
        return result.shape == [3] ? nil : Finding(.wrongShape, "shape \(result.shape) for x of shape [3]")
      },
      Check("the gradient agrees with differences") { gradient in
        try gradientFinding(at: [[0.3, -1.2, 2.1, 0.9]], named: ["x"], suspects: fanOutSuspects) {
          [try gradient($0[0])]
        } of: { v in
          let a = sin(v[0]).named("a")
          return sum(a * v[0] + a * a)
        }
      },
      Check("the function is even, so that the gradient is odd") { gradient in
        let x: Tensor<Double> = [0.4, 1.7, -0.6]
        let (right, left) = (try gradient(x), try gradient(-x))
        guard right.shape == x.shape, left.shape == x.shape else {
          return Finding(.wrongShape, "\(right.shape)")
        }
        guard distance(right, -left) <= 1e-12 else {
          return Finding(.wrongDerivative, "at x: \(right), at −x: \(left)")
        }
        // An odd function that is not the gradient is caught on the way down from the start.
        return try descends(gradient)
      },
    ])
}

private var fanOutSuspects: [Suspect] {
  [
    Suspect(.overwritten) { x in [sin(x[0])] },
    Suspect(.overwritten) { x in [sin(x[0]) * cos(x[0])] },
    Suspect(.overwritten) { x in [x[0] * cos(x[0])] },
    Suspect(.missingPath) { x in [(x[0] + 2 * sin(x[0])) * cos(x[0])] },
    Suspect(.missingPath) { x in [(x[0] + sin(x[0])) * cos(x[0]) + sin(x[0])] },
    Suspect(.missingPath) { x in [x[0] * cos(x[0]) + sin(x[0])] },
    Suspect(.missingPath) { x in [2 * sin(x[0]) * cos(x[0]) + sin(x[0])] },
  ]
}

/// Whether short steps against the gradient lower the function.
private func descends(_ gradient: FanOutAnswer) throws -> Finding? {
  func value(_ x: Tensor<Double>) -> Double { sum(sin(x) * x + sin(x) * sin(x)) }
  var x: Tensor<Double> = [0.9, -0.7, 1.2]
  for _ in 0..<20 {
    let slope = try gradient(x)
    let next: Tensor<Double> = x - 0.05 * slope
    guard value(next) < value(x) else {
      return Finding(
        .wrongDerivative, "a short step against the gradient at \(x) does not lower the function")
    }
    x = next
  }
  return nil
}
