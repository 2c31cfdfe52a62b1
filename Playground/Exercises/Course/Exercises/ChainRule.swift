// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The slope of `exp(sin(x²))` at `x`.
public typealias ChainRuleAnswer = @Sendable (_ x: Double) throws -> Double

extension Mistake {
  /// A factor of the chain is left out.
  public static let missingInnerDerivative = Mistake(
    "missing-inner-derivative",
    "The chain has three links: exp, sin and the square. Each contributes its own slope as a factor.")
  /// A slope is taken at the wrong place.
  public static let slopeAtWrongPlace = Mistake(
    "slope-at-wrong-place", "The slope of an outer function is taken at the value of the inner one, not at x."
  )
  /// The slopes of the links are added.
  public static let slopesAdded = Mistake(
    "slopes-added", "The slopes along a chain are multiplied, not added.")
}

extension Exercises {
  /// The chain rule by hand.
  public static let chainRule = Exercise<ChainRuleAnswer>(
    name: "ChainRule", title: "The chain rule by hand",
    hints: [
      "Name the links: a = x², b = sin(a), y = exp(b). Write the slope of each link by itself.",
      "dy/db = exp(b), db/da = cos(a), da/dx = 2x. Each is taken at the value that arrives there.",
      "The slope of the chain is the product of the three: exp(sin(x²)) · cos(x²) · 2x.",
    ],
    checks: [
      Check("the function is even, so that its slope is odd") { slope in
        for x in [0.0, 0.3, 0.9, 1.7] {
          let (right, left) = (try slope(x), try slope(-x))
          guard right.isFinite, left.isFinite else {
            return Finding(.notFinite, "at ±\(x): \(right), \(left)")
          }
          guard (right + left).magnitude <= 1e-12 * (1 + right.magnitude) else {
            return Finding(
              try chainRuleMistake(slope) ?? .wrongDerivative, "at \(x): \(right), at \(-x): \(left)")
          }
        }
        return nil
      },
      Check("the slope agrees with differences") { slope in
        try gradientFinding(at: [chainPoints], named: ["x"], suspects: chainSuspects) {
          [try slopes(slope, $0[0])]
        } of: { v in
          sum(exp(sin(v[0] * v[0])))
        }
      },
      Check("the slope is tiny, not 0, close to the minimum at 0") { slope in
        let value = try slope(1e-9)
        guard (value - 2e-9).magnitude <= 1e-15 else {
          return Finding(try chainRuleMistake(slope) ?? .wrongDerivative, "the slope at 1e-9 is \(value)")
        }
        return nil
      },
    ])
}

private let chainPoints: Tensor<Double> = [-1.3, -0.4, 0.7, 1.1, 1.9]

private var chainSuspects: [Suspect] {
  [
    Suspect(.missingInnerDerivative) { [exp(sin($0[0] * $0[0]))] },
    Suspect(.missingInnerDerivative) { [exp(sin($0[0] * $0[0])) * cos($0[0] * $0[0])] },
    Suspect(.missingInnerDerivative) { [exp(sin($0[0] * $0[0])) * $0[0] * 2] },
    Suspect(.missingInnerDerivative) { [cos($0[0] * $0[0]) * $0[0] * 2] },
    Suspect(.slopeAtWrongPlace) { [exp(sin($0[0] * $0[0])) * cos($0[0]) * $0[0] * 2] },
    Suspect(.slopeAtWrongPlace) { [exp(cos($0[0] * $0[0])) * $0[0] * 2] },
    Suspect(.slopeAtWrongPlace) { [exp($0[0]) * cos($0[0] * $0[0]) * $0[0] * 2] },
    Suspect(.slopesAdded) { [exp(sin($0[0] * $0[0])) + cos($0[0] * $0[0]) + $0[0] * 2] },
  ]
}

private func slopes(_ slope: ChainRuleAnswer, _ x: Tensor<Double>) throws -> Tensor<Double> {
  Tensor(try x.scalars.map { try slope($0) })
}

/// Which way of going wrong an answer takes, if it is a known one.
private func chainRuleMistake(_ slope: ChainRuleAnswer) throws -> Mistake? {
  let claimed = try slopes(slope, chainPoints)
  return try chainSuspects.first { isClose([claimed], try $0.gradients([chainPoints])) }?.mistake
}
