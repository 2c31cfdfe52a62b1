// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct AdamTests {
  struct Row {
    let epsilon: Double
    let first: Double
    let second: Double
  }

  // Two updates from 1 on x² with a rate of 0.1, in 40-digit decimal arithmetic from the paper's formulas. An
  // epsilon inside the root, or means without bias correction, would differ in the first digits.
  static let table = [
    Row(epsilon: 0.5, first: 0.92, second: 0.840888299565391705),
    Row(epsilon: 1e-8, first: 0.900000000499999997, second: 0.800412228691792145),
  ]

  @Test("two updates", arguments: table)
  func twoUpdates(_ row: Row) throws {
    let square = TestObjective(parameters: 1) { x in (x[0] * x[0], [2 * x[0]]) }
    var path: [Double] = []
    let minimum = try Adam(learningRate: 0.1, epsilon: row.epsilon, limits: .iterations(2))
      .minimize(square, from: [1]) { state in
        path.append(state.parameters.scalars[0])
        return .continue
      }
    #expect(path.count == 3)
    #expect(abs(path[1] - row.first) < 1e-15)
    #expect(abs(path[2] - row.second) < 1e-15)
    #expect(minimum.status == .stopped(by: .iterations))
    #expect(minimum.evaluations.gradients == 3)
  }

  @Test("reaches the minimum of Rosenbrock's function")
  func rosenbrock() throws {
    let minimum = try Adam(learningRate: 0.02, gradientTolerance: 1e-6, limits: .iterations(20_000))
      .minimize(ResidualFunction.rosenbrock, from: [-1.2, 1])
    #expect(minimum.status == .converged(by: .gradient))
    #expect(minimum.parameters.scalars.allSatisfy { abs($0 - 1) < 1e-5 }, "\(minimum.parameters.scalars)")
  }
}
