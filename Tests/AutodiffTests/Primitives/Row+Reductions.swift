// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

extension Row {
  static let reductions: [Row] = overAxes + withCorrections + softmaxes + cumulativeSums

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
    ("product", Product.self, { product($0, along: $1, keepingAxes: $2) }, { $0.reduce(1, *) }),
    (
      "norm", Norm.self, { norm($0, along: $1, keepingAxes: $2) },
      { $0.reduce(0) { $0 + $1 * $1 }.squareRoot() }
    ),
    (
      "variance", IntegerPower.self, { variance($0, along: $1, keepingAxes: $2) },
      { squaredDeviations($0) / Double($0.count) }
    ),
    (
      "standardDeviation", Norm.self, { standardDeviation($0, along: $1, keepingAxes: $2) },
      { (squaredDeviations($0) / Double($0.count)).squareRoot() }
    ),
  ]

  private static func squaredDeviations(_ x: [Double]) -> Double {
    let mean = x.reduce(0, +) / Double(x.count)
    return x.reduce(0) { $0 + ($1 - mean) * ($1 - mean) }
  }

  private static let withCorrections: [Row] = [
    Row("variance of a sample", of: IntegerPower.self, [[4]]) {
      variance($0[0], correction: 1)
    } oracle: {
      Tensor(squaredDeviations($0[0].scalars) / 3)
    },
    Row("standardDeviation of a sample", of: Norm.self, [[3, 4]]) {
      standardDeviation($0[0], along: 0, correction: 1.5)
    } oracle: {
      Naive.reduction($0[0], along: [0]) { (squaredDeviations($0) / 1.5).squareRoot() }
    },
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

  private static let lanes: [(shape: Shape, axis: Int)] = [
    ([3], 0), ([2, 3], -1), ([2, 3], 0), ([2, 2, 3], 1), ([2, 1], 1),
  ]

  private static let softmaxes: [Row] = lanes.flatMap { shape, axis in
    let resolved = axis < 0 ? axis + shape.rank : axis
    @Sendable func naive(_ x: Tensor<Double>) -> Tensor<Double> {
      let total = Naive.reduction(x, along: [resolved], keepingAxes: true) {
        $0.reduce(0) { $0 + CLibrary.exp($1) }
      }
      return Naive.elementwise([x, total]) { CLibrary.exp($0[0]) / $0[1] }
    }
    return [
      Row("softmax along \(axis)", of: Softmax.self, [shape]) {
        softmax($0[0], along: axis)
      } oracle: {
        naive($0[0])
      },
      Row("logSoftmax along \(axis)", of: LogSoftmax.self, [shape]) {
        logSoftmax($0[0], along: axis)
      } oracle: {
        naive($0[0]).map { CLibrary.log($0) }
      },
    ]
  }

  private static let cumulativeSums: [Row] = lanes.flatMap { shape, axis in
    [false, true].map { reversed in
      Row("cumulativeSum along \(axis)\(reversed ? ", reversed" : "")", of: CumulativeSum.self, [shape]) {
        cumulativeSum($0[0], along: axis, reversed: reversed)
      } oracle: {
        Naive.cumulativeSum($0[0], along: axis < 0 ? axis + shape.rank : axis, reversed: reversed)
      }
    }
  }
}
