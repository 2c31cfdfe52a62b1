// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Wengert

@Suite("The code of the read me")
struct ReadmeCode {
  // swift-format-ignore
  @Test func tenLines() throws {
    var random = Xoshiro256(seed: 1)
    let squares = Dataset.xor(50, using: &random)
    let (points, classes) = (squares.inputs, try squares.targets.oneHot(2))

    let x: Tensor<Double> = [1, 2]
    let g = try gradient(at: x) { x in sin(x[0]) * x[1] }
    let H = try hessian(at: x) { x in x[0] * x[0] * x[1] }

    let mlp = try Model(input: [2]) { Dense(25); Sigmoid(); Dense(2); Softmax() }
    let problem = try LeastSquares(mlp, inputs: points, targets: classes)    // [m, 2] and [m, 2]
    let fit = try LevenbergMarquardt.networks.minimize(problem, from: mlp.initialParameters(seed: 1))
    print(fit.status, fit.sumOfSquares)

    let report = try gradcheck(at: x) { x in sin(x[0]) * x[1] }
    print(report)

    #expect(g.isClose(to: [Tensor(cos(1.0) * 2), Tensor(sin(1.0))]))
    #expect(H == [[4, 2], [2, 0]])
    #expect(fit.sumOfSquares < 1)
    #expect(report.passed)
  }
}
