// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct GradientDescentTests {
  struct Row {
    let momentum: GradientDescent.Momentum
    let path: [Double]
  }

  // Two updates from 1 on x² with a rate of 0.25, by hand; exact in binary.
  static let table = [
    Row(momentum: .none, path: [1, 0.5, 0.25]),
    Row(momentum: .heavyBall(0.5), path: [1, 0.5, 0]),
    Row(momentum: .nesterov(0.5), path: [1, 0.25, -0.0625]),
  ]

  @Test("two updates", arguments: table)
  func twoUpdates(_ row: Row) throws {
    let square = TestObjective(parameters: 1) { x in (x[0] * x[0], [2 * x[0]]) }
    var path: [Double] = []
    _ = try GradientDescent(learningRate: 0.25, momentum: row.momentum, limits: .iterations(2))
      .minimize(square, from: [1]) { state in
        path.append(state.parameters.scalars[0])
        return .continue
      }
    #expect(path == row.path)
  }

  @Test("the best point is returned when later ones are worse")
  func divergence() throws {
    let square = TestObjective(parameters: 1) { x in (x[0] * x[0], [2 * x[0]]) }
    let minimum = try GradientDescent(learningRate: 1.5, limits: .iterations(10)).minimize(square, from: [1])
    #expect(minimum.status == .stopped(by: .iterations))
    #expect(minimum.parameters == [1])
    #expect(minimum.value == 1)
    #expect(minimum.gradient == [2])
    #expect(minimum.history.last?.value == 1_048_576)  // (1 - 2 · 1.5)²⁰
  }
}
