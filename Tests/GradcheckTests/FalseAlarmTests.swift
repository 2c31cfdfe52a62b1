// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import TestSupport
import Tensors
import Testing

/// Right models in Float, where differences of the values would be lost in rounding.
@Suite("Right Float models raise no alarm")
struct FalseAlarmTests {
  struct Network: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let shapes: [Shape]
    let names: [String]
    /// Changes the operands that are drawn.
    let prepare: @Sendable ([Tensor<Double>]) -> [Tensor<Double>]
    let function: @Sendable ([Variable]) -> Variable
  }

  static let networks = [
    Network(
      testDescription: "two layers of tanh and sigmoid", shapes: [[4, 3], [4], [2, 4], [2], [3]],
      names: ["W1", "b1", "W2", "b2", "x"], prepare: { $0 }
    ) { v in
      sigmoid(matmul(v[2], tanh(matmul(v[0], v[4]) + v[1])) + v[3])
    },
    Network(
      testDescription: "softmax and cross entropy", shapes: [[3, 4], [3], [5, 4]], names: ["W", "b", "X"],
      prepare: { $0 }
    ) { v in
      let labels: Tensor<Double> = [[1, 0, 0], [0, 1, 0], [0, 0, 1], [0, 1, 0], [1, 0, 0]]
      return -sum(labels * logSoftmax(matmul(v[2], v[0], transposing: .right) + v[1], along: -1)) / 5
    },
    Network(
      testDescription: "a layer of relu with inputs exactly at 0", shapes: [[4, 3], [4], [3]],
      names: ["W", "b", "x"],
      prepare: { drawn in
        // Two units see 0, and the others any number.
        var (weights, biases) = (drawn[0], drawn[1])
        weights.withMutableScalars { scalars in for i in 0..<6 { scalars[i] = 0 } }
        biases.withMutableScalars { scalars in for i in 0..<2 { scalars[i] = 0 } }
        return [weights, biases, drawn[2]]
      }
    ) { v in
      sum(relu(matmul(v[0], v[2]) + v[1]) * Tensor([1, -2, 3, -4]))
    },
  ]

  #if DEBUG
    static let seedCount = 50
  #else
    static let seedCount = 1000
  #endif

  @Test("for any seed", arguments: networks)
  func passes(_ network: Network) throws {
    let program = try Program(inputs: network.shapes, named: network.names) { [network.function($0)] }
    for seed in 0..<Self.seedCount {
      var draws = Draws(seed: seed)
      let point = network.prepare(network.shapes.map { draws.tensor($0) })
      let report = try gradcheck(program, at: point, for: Float.self, options: .init(seed: UInt64(seed)))
      #expect(report.passed, "seed \(seed)\n\(report)")
    }
  }
}
