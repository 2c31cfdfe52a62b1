// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Wengert

@Suite("The code beside other toolkits'")
struct ComingFromCode {
  let x: Tensor<Double> = [1, 2]
  let expected: Tensor<Double> = [Tensor(2 * cos(1.0)), Tensor(sin(1.0))]

  @Test func derivatives() throws {
    let slope = try gradient(at: x) { x in sin(x[0]) * x[1] }

    let f = { (x: Variable) in sin(x[0]) * x[1] }
    let g = try gradient(at: x, of: f)
    let H = try hessian(at: x, of: f)
    let jitted = try Program(inputs: [[2]]) { [f($0[0])] }.gradient().compiled(for: Double.self)

    #expect(slope.isClose(to: expected) && g == slope && H[1, 1] == 0)
    #expect(try jitted([x])[0].isClose(to: slope))

    let program = try Program(inputs: [[2]]) { v in [sin(v[0][0]) * v[0][1]] }
    let derivative = try program.gradient()
    print(derivative)

    #expect(try derivative.run([x])[0].isClose(to: slope))
  }

  @Test func training() throws {
    var random = Xoshiro256(seed: 1)
    let data = Dataset.blobs(40, around: [(-3, 0), (3, 0)], deviation: 0.5, using: &random)

    let net = try Model(input: [2]) {
      Dense(25)
      Sigmoid()
      Dense(2)
    }
    let trained = try train(
      net, on: data, loss: CrossEntropy(.classes),
      with: Adam(learningRate: 1e-3).inBatches(of: 32, epochs: 100))

    print(net.summary())
    let (training, heldOut) = data.split(holdingOut: 0.2, using: &random)
    let fitted = try train(
      net, on: training, validating: heldOut, loss: CrossEntropy(.classes),
      with: Adam().inBatches(of: 32, epochs: 100), options: TrainingOptions(patience: 10))

    for result in [trained, fitted] {
      #expect(result.history.last?.loss ?? .infinity < 0.8 * (result.history.first?.loss ?? 0))
    }
  }

  @Test func curves() throws {
    let t: Tensor<Double> = [0, 1000, 2000, 4000, 8000]
    let d: Tensor<Double> = [0, 104, 161, 213, 237]

    let curve = try LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) }
    let fit = try LevenbergMarquardt().minimize(curve, from: [500, 1e-4])
    let covariance = try fit.covariance()

    #expect(fit.status.isConverged && covariance.shape == [2, 2])
  }
}
