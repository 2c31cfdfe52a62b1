// SPDX-License-Identifier: Apache-2.0
public import Wengert

/// From `x` and the cotangent of `relu(x)` to the gradient by `x`, all of one shape.
public typealias ReluAnswer =
  @Sendable (_ x: Tensor<Double>, _ cotangent: Tensor<Double>) throws -> Tensor<Double>

extension Mistake {
  /// The mask is made from the cotangent.
  public static let maskFromCotangent = Mistake(
    "mask-from-cotangent", "Whether the way is open depends on x, not on what comes back along it.")
  /// Everything passes, or is passed where the way is closed.
  public static let noMask = Mistake(
    "no-mask", "Where x is negative, relu is constant: nothing may come back through it.")
  /// The mask is upside down.
  public static let invertedMask = Mistake("inverted-mask", "The mask is open where it should be closed.")
  /// The slope at 0 is not the one agreed on.
  public static let slopeAtKink = Mistake(
    "slope-at-kink",
    "At 0 there is no derivative. The page agrees on the slope 0 there, as most libraries do.")
  /// A closed way spoils the result.
  public static let closedWayNotZero = Mistake(
    "closed-way-not-zero",
    "0 times infinity is not a number. Choose between the cotangent and 0; do not multiply by the mask.")
}

extension Exercises {
  /// Relu and its kink.
  public static let relu = Exercise<ReluAnswer>(
    name: "Relu", title: "Relu, and what happens at a kink",
    hints: [
      "relu(x) is x for x > 0 and 0 otherwise. What is its slope on either side?",
      "The gradient is the cotangent where x > 0, and 0 elsewhere, at 0 itself, too.",
      "Choose for each element: zip the two lists of scalars and map ($0 > 0 ? $1 : 0). A product with a mask of 0 "
        + "and 1 is not the same: 0 · ∞ is not a number.",
    ],
    checks: [
      Check("the gradient agrees with differences, away from the kink") { answer in
        let x: Tensor<Double> = [[0.5, -1.25, 2], [-0.75, 1.5, -0.25]]
        let c: Tensor<Double> = [[1.5, -0.5, -2], [0.25, 1, -1]]
        let signs: Tensor<Double> = x.map { $0 > 0 ? 1 : 0 }
        let suspects = [
          Suspect(.maskFromCotangent) { _ in [c.map { $0 > 0 ? $0 : 0 }] },
          Suspect(.maskFromCotangent) { _ in [c.map { $0 > 0 ? 1 : 0 }] },
          Suspect(.noMask) { _ in [c] },
          Suspect(.noMask) { _ in [x * c] },
          Suspect(.noMask) { _ in
            [try Tensor(shape: [2, 3], scalars: zip(x.scalars, c.scalars).map { $0 > 0 ? $1 : 0.01 * $1 })]
          },
          Suspect(.invertedMask) { _ in [c * (1 - signs)] },
          Suspect(.missingCotangent) { _ in
            [signs]
          },
        ]
        return try gradientFinding(at: [x], named: ["x"], suspects: suspects) {
          [try answer($0[0], c)]
        } of: { v in
          sum(Wengert.relu(v[0]) * Variable(c))
        }
      },
      Check("at the kink the slope is the agreed one, 0") { answer in
        let slope = try answer([0, -0.0], [3, -2]).scalars
        guard slope.count == 2 else { return Finding(.wrongShape, "\(slope.count) numbers for 2") }
        return slope.allSatisfy { $0 == 0 } ? nil : Finding(.slopeAtKink, "at 0 and −0: \(slope)")
      },
      Check("nothing comes back along a closed way, not even infinity") { answer in
        let result = try answer([-1, 2, -3], [.init(Double.infinity), 1, .init(Double.nan)]).scalars
        guard result.count == 3 else { return Finding(.wrongShape, "\(result.count) numbers for 3") }
        return result == [0, 1, 0] ? nil : Finding(.closedWayNotZero, "for x = [−1, 2, −3]: \(result)")
      },
    ])
}
