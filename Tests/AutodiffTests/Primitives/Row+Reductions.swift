// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let reductions: [Row] = overAxes + softmaxes

  private typealias Recorded = @Sendable (Variable, Axes, Bool) -> Variable
  private typealias Function = @Sendable ([Double]) -> Double

  private static let reductionsByName: [(String, any Primitive.Type, Recorded, Function)] = [
    ("sum", Sum.self, { sum($0, along: $1, keepingAxes: $2) }, { $0.reduce(0, +) }),
    ("mean", Sum.self, { mean($0, along: $1, keepingAxes: $2) }, { $0.reduce(0, +) / Double($0.count) }),
    ("max", Extremum.self, { max($0, along: $1, keepingAxes: $2) }, { $0.max() ?? .nan }),
    ("min", Extremum.self, { min($0, along: $1, keepingAxes: $2) }, { $0.min() ?? .nan }),
    (
      "logSumExp", LogSumExp.self, { logSumExp($0, along: $1, keepingAxes: $2) },
      { CLibrary.log($0.reduce(0) { $0 + CLibrary.exp($1) }) }
    ),
  ]

  private static let axes: [(shape: Shape, axes: Axes, resolved: [Int], keepingAxes: Bool)] = [
    ([2, 3], .all, [0, 1], false), ([3, 2], 0, [0], false), ([2, 3], -1, [1], false), ([2, 3], 1, [1], true),
    ([2, 3, 2], [2, 0], [0, 2], false), ([2, 3, 2], [1], [1], true), ([2, 2, 2], [0, -2], [0, 1], true),
    ([], .all, [], false), ([2, 1, 3], 1, [1], false), ([3], [], [], false), ([2, 0], 0, [0], false),
    ([17], 0, [0], false),
  ]

  private static let overAxes: [Row] = reductionsByName.flatMap { name, primitive, recorded, function in
    axes.map { shape, axes, resolved, keepingAxes in
      Row("\(name) along \(resolved)\(keepingAxes ? ", kept" : "")", of: primitive, [shape]) {
        recorded($0[0], axes, keepingAxes)
      } oracle: {
        Naive.reduction($0[0], along: resolved, keepingAxes: keepingAxes, function)
      }
    }
  }

  private static let softmaxes: [Row] =
    ([([3], 0), ([2, 3], -1), ([2, 3], 0), ([2, 2, 3], 1), ([2, 1], 1)] as [(Shape, Int)])
    .map { shape, axis in
      Row("softmax along \(axis)", of: Softmax.self, [shape]) {
        softmax($0[0], along: axis)
      } oracle: { x in
        let resolved = axis < 0 ? axis + shape.rank : axis
        let total = Naive.reduction(x[0], along: [resolved], keepingAxes: true) {
          $0.reduce(0) { $0 + CLibrary.exp($1) }
        }
        return Naive.elementwise([x[0], total]) { CLibrary.exp($0[0]) / $0[1] }
      }
    }
}
