// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

private let number = 1.5
private let constant: Tensor<Double> = [[0.5, -1, 2], [1.25, 3, -0.75]]

extension Row {
  static let elementwise: [Row] = [
    arithmetic, arithmeticWithNumbers, arithmeticWithConstants, functions, functionsWithKinks,
    libraryFunctions, activations, powers, polar, comparisons, choices,
  ].flatMap { $0 }

  private static let arithmetic: [Row] = [
    binary("add", of: Add.self) {
      $0 + $1
    } _: {
      $0 + $1
    },
    binary("subtract", of: Subtract.self) {
      $0 - $1
    } _: {
      $0 - $1
    },
    binary("multiply", of: Multiply.self) {
      $0 * $1
    } _: {
      $0 * $1
    },
    binary("divide", of: Divide.self, in: -2...2, 0.5...2.5) {
      $0 / $1
    } _: {
      $0 / $1
    },
    binary(
      "pow", of: Pow.self, in: 0.4...2.5, -2...2,
      special: [
        Special(at: 0, 2, value: 0, slopes: 0, 0), Special(at: 0, 1, value: 0, slopes: 1, 0),
        Special(at: 0, 0.5, value: 0, slopes: .infinity, 0),
        Special(at: 0, 0, value: 1, slopes: 0, -.infinity),
        Special(at: 2, 0, value: 1, slopes: 0, CLibrary.log(2)),
        Special(at: -2, 0, value: 1, slopes: 0, .nan), Special(at: .infinity, -1, value: 0, slopes: 0, 0),
      ]
    ) {
      pow($0, $1)
    } _: {
      CLibrary.pow($0, $1)
    },
  ].flatMap { $0 }

  // Not in one literal: the overloads of one operator would be resolved together.
  private static let arithmeticWithNumbers: [Row] = [
    unary("add a number", of: Add.self) {
      $0 + number
    } _: {
      $0 + number
    },
    unary("add to a number", of: Add.self) {
      number + $0
    } _: {
      number + $0
    },
    unary("subtract a number", of: Subtract.self) {
      $0 - number
    } _: {
      $0 - number
    },
    unary("subtract from a number", of: Subtract.self) {
      number - $0
    } _: {
      number - $0
    },
    unary("multiply by a number", of: Multiply.self) {
      $0 * number
    } _: {
      $0 * number
    },
    unary("multiply a number", of: Multiply.self) {
      number * $0
    } _: {
      number * $0
    },
    unary("divide by a number", of: Divide.self) {
      $0 / number
    } _: {
      $0 / number
    },
    unary("divide a number", of: Divide.self, in: 0.5...2.5) {
      number / $0
    } _: {
      number / $0
    },
    unary("one over", of: Reciprocal.self, in: 0.5...2.5) {
      1 / $0
    } _: {
      1 / $0
    },
    unary("root by pow", of: Pow.self, in: 0.4...2.5) {
      pow($0, 0.5)
    } _: {
      CLibrary.pow($0, 0.5)
    },
    unary("power of a number", of: Pow.self) {
      pow(2, $0)
    } _: {
      CLibrary.pow(2, $0)
    },
  ]

  private static let arithmeticWithConstants: [Row] = [
    Row("add a tensor", of: Add.self, [[3]]) {
      $0[0] + constant
    } oracle: {
      paired($0[0]) { $0 + $1 }
    },
    Row("add to a tensor", of: Add.self, [[3]]) {
      constant + $0[0]
    } oracle: {
      paired($0[0]) { $1 + $0 }
    },
    Row("subtract a tensor", of: Subtract.self, [[3]]) {
      $0[0] - constant
    } oracle: {
      paired($0[0]) { $0 - $1 }
    },
    Row("subtract from a tensor", of: Subtract.self, [[3]]) {
      constant - $0[0]
    } oracle: {
      paired($0[0]) { $1 - $0 }
    },
    Row("multiply by a tensor", of: Multiply.self, [[3]]) {
      $0[0] * constant
    } oracle: {
      paired($0[0]) { $0 * $1 }
    },
    Row("multiply a tensor", of: Multiply.self, [[3]]) {
      constant * $0[0]
    } oracle: {
      paired($0[0]) { $1 * $0 }
    },
    Row("divide by a tensor", of: Divide.self, [[3]]) {
      $0[0] / constant
    } oracle: {
      paired($0[0]) { $0 / $1 }
    },
    Row("divide a tensor", of: Divide.self, [[3]], in: 0.5...2.5) {
      constant / $0[0]
    } oracle: {
      paired($0[0]) { $1 / $0 }
    },
  ]

  private static func paired(_ x: Tensor<Double>, _ function: (Double, Double) -> Double) -> Tensor<Double> {
    Naive.elementwise([x, constant]) { function($0[0], $0[1]) }
  }

  private static let functions: [Row] = [
    unary("negate", of: Negate.self) {
      -$0
    } _: {
      -$0
    },
    unary("exp", of: Exp.self, special: [Special(at: -.infinity, value: 0, slopes: 0)]) {
      exp($0)
    } _: {
      CLibrary.exp($0)
    },
    unary(
      "log", of: Log.self, in: 0.4...3,
      special: [
        Special(at: 0, value: -.infinity, slopes: .infinity),
        Special(at: .infinity, value: .infinity, slopes: 0),
      ]
    ) {
      log($0)
    } _: {
      CLibrary.log($0)
    },
    unary(
      "sqrt", of: Sqrt.self, in: 0.4...3,
      special: [Special(at: 0, value: 0, slopes: .infinity), Special(at: -1, value: .nan, slopes: .nan)]
    ) {
      sqrt($0)
    } _: {
      $0.squareRoot()
    },
    unary("sin", of: Sin.self) {
      sin($0)
    } _: {
      CLibrary.sin($0)
    },
    unary("cos", of: Cos.self) {
      cos($0)
    } _: {
      CLibrary.cos($0)
    },
    unary(
      "tanh", of: Tanh.self,
      special: [Special(at: 800, value: 1, slopes: 0), Special(at: -.infinity, value: -1, slopes: 0)]
    ) {
      tanh($0)
    } _: {
      CLibrary.tanh($0)
    },
    unary(
      "sigmoid", of: Sigmoid.self,
      special: [
        Special(at: 800, value: 1, slopes: 0), Special(at: -800, value: 0, slopes: 0),
        Special(at: 0, value: 0.5, slopes: 0.25), Special(at: -.infinity, value: 0, slopes: 0),
      ]
    ) {
      sigmoid($0)
    } _: {
      CLibrary.sigmoid($0)
    },
    unary("stopGradient", of: StopGradient.self, hasTrueSlope: false) {
      stopGradient($0)
    } _: {
      $0
    },
    unary("stopGradient of a factor", of: StopGradient.self, hasTrueSlope: false) {
      $0 * stopGradient($0)
    } _: {
      $0 * $0
    },
  ]

  private static let functionsWithKinks: [Row] =
    [
      unary(
        "relu", of: Relu.self,
        special: [Special(at: 0, value: 0, slopes: 0), Special(at: -0.0, value: 0, slopes: 0)]
      ) {
        relu($0)
      } _: {
        $0 < 0 ? 0 : $0
      },
      unary(
        "abs", of: Abs.self,
        special: [Special(at: 0, value: 0, slopes: 0), Special(at: -0.0, value: 0, slopes: 0)]
      ) {
        abs($0)
      } _: {
        $0.magnitude
      },
    ]
    + binary(
      "max", of: Maximum.self,
      special: [
        Special(at: 1, 1, value: 1, slopes: 0.5, 0.5), Special(at: 0, -0.0, value: 0, slopes: 0.5, 0.5),
        Special(at: .infinity, .infinity, value: .infinity, slopes: 0.5, 0.5),
        Special(at: 1, -.infinity, value: 1, slopes: 1, 0),
      ]
    ) {
      max($0, $1)
    } _: {
      $0.isNaN || $1.isNaN ? .nan : $0 > $1 ? $0 : $1
    }
    + binary(
      "min", of: Minimum.self,
      special: [
        Special(at: 1, 1, value: 1, slopes: 0.5, 0.5), Special(at: 0, -0.0, value: 0, slopes: 0.5, 0.5),
        Special(at: 1, -.infinity, value: -.infinity, slopes: 0, 1),
      ]
    ) {
      min($0, $1)
    } _: {
      $0.isNaN || $1.isNaN ? .nan : $0 < $1 ? $0 : $1
    }

  private static let comparisons: [Row] = [
    binary("less", of: Less.self, special: flat(0)) {
      $0 < $1
    } _: {
      $0 < $1 ? 1 : 0
    },
    binary("greater", of: Less.self, special: flat(0)) {
      $0 > $1
    } _: {
      $0 > $1 ? 1 : 0
    },
    binary("lessOrEqual", of: LessOrEqual.self, special: flat(1)) {
      $0 <= $1
    } _: {
      $0 <= $1 ? 1 : 0
    },
    binary("greaterOrEqual", of: LessOrEqual.self, special: flat(1)) {
      $0 >= $1
    } _: {
      $0 >= $1 ? 1 : 0
    },
    binary("equal", of: Equal.self, special: flat(1)) {
      $0 .== $1
    } _: {
      $0 == $1 ? 1 : 0
    },
    binary("notEqual", of: NotEqual.self, special: flat(0)) {
      $0 .!= $1
    } _: {
      $0 != $1 ? 1 : 0
    },
  ].flatMap { $0 }

  /// What a comparison is of equal operands.
  private static func flat(_ value: Double) -> [Special] { [Special(at: 1, 1, value: value, slopes: 0, 0)] }

  private static let choices: [Row] =
    ternary(
      "select", of: Select.self,
      special: [
        Special(at: 1, 2, .nan, value: 2, slopes: 0, 1, 0),
        Special(at: 0, .infinity, 3, value: 3, slopes: 0, 0, 1),
        Special(at: -0.0, 2, 3, value: 3, slopes: 0, 0, 1),
        Special(at: .nan, 2, 3, value: 2, slopes: 0, 1, 0),
      ]
    ) {
      select($0, $1, $2)
    } _: {
      $0 != 0 ? $1 : $2
    }
    + ternary("select by a comparison", of: Select.self) {
      select($0 > $1, $1 * $2, $2)
    } _: {
      $0 > $1 ? $1 * $2 : $2
    }
    + binary(
      "chain", of: ElementwiseChain.self,
      special: [
        Special(at: 0, .infinity, value: 0, slopes: .infinity, 0),
        Special(at: 0, .nan, value: 0, slopes: .nan, 0),
        Special(at: .infinity, 0, value: 0, slopes: 0, .infinity),
      ]
    ) {
      ElementwiseChain.product($0, $1) ?? 0
    } _: {
      $0 == 0 || $1 == 0 ? 0 : $0 * $1
    }
}
