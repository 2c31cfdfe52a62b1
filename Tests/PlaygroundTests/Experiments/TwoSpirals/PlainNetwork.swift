// SPDX-License-Identifier: Apache-2.0
internal import Foundation
internal import Wengert

@testable internal import playground

/// The network 2-25-2 in plain Swift: a sigmoid layer, then softmax.
///
/// The first 75 weights are, column by column, a 3 by 25 matrix with the biases in its last row, the other 52 a
/// 26 by 2 matrix of the same form.
struct PlainNetwork {
  let weights: [Double]

  func outputs(x: Double, y: Double) -> [Double] {
    var hidden: [Double] = []
    for j in 0..<25 {
      let z = weights[3 * j] * x + weights[3 * j + 1] * y + weights[3 * j + 2]
      hidden.append(1 / (1 + Foundation.exp(-z)))
    }
    var powers: [Double] = []
    for k in 0..<2 {
      var z = weights[75 + 26 * k + 25]
      for j in 0..<25 { z += weights[75 + 26 * k + j] * hidden[j] }
      powers.append(Foundation.exp(z))
    }
    return powers.map { $0 / (powers[0] + powers[1]) }
  }

  /// The sum of squared errors, rounded once: its last bit does not depend on the order of the samples.
  func sumOfSquares(_ samples: Dataset) -> Double {
    let inputs = samples.inputs.scalars
    let targets = samples.targets.scalars
    var sum = 0.0
    var lost = 0.0
    for row in 0..<inputs.count / 2 {
      for (k, output) in outputs(x: inputs[2 * row], y: inputs[2 * row + 1]).enumerated() {
        let error = output - targets[2 * row + k]
        let square = error * error
        // What this addition rounds away (Neumaier 1974).
        let next = sum + square
        lost += sum >= square ? (sum - next) + square : (square - next) + sum
        sum = next
      }
    }
    return sum + lost
  }
}
