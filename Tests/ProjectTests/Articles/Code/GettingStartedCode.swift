// SPDX-License-Identifier: Apache-2.0
import Foundation
import TestSupport
import Testing
import Wengert

@Suite("The code of the first steps")
struct GettingStartedCode {
  @Test func derivatives() throws {
    let x: Tensor<Double> = [1, 2]
    let slope = try gradient(at: x) { x in sin(x[0]) * x[1] }
    let curvature = try hessian(at: x) { x in x[0] * x[0] * x[1] }

    #expect(slope.isClose(to: [Tensor(2 * cos(1.0)), Tensor(sin(1.0))]))
    #expect(curvature == [[4, 2], [2, 0]])

    let energy = try Program(inputs: [[2]]) { v in [sum(v[0] * v[0])] }
    let force = try energy.gradient().compiled(for: Float.self)
    let first = try force([[1, 2]])
    let second = try force([[3, 5]])

    #expect(first == [[2, 4]] && second == [[6, 10]])

    let report = try gradcheck(at: x) { x in sin(x[0]) * x[1] }
    print(report)

    #expect(report.passed)
  }

  @Test func curve() throws {
    let pressure: Tensor<Double> = [
      77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ]
    let volume: Tensor<Double> = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ]
    let curve = try LeastSquares(parameters: 2, inputs: pressure, targets: volume) { b, x in
      b[0] * (1 - exp(-b[1] * x))
    }
    let fit = try LevenbergMarquardt().minimize(curve, from: [500, 0.0001])
    print(try fit.summary(names: ["limit", "rate"]))

    // The article prints the estimates with their errors.
    let printed = try Article("Docs/Wengert.docc/GettingStarted.md").lines.map { $0.split(separator: " ") }
    for line in try fit.summary(names: ["limit", "rate"]).split(separator: "\n")[1...2] {
      let row = line.split(separator: " ").prefix(4)
      #expect(printed.contains { $0.starts(with: row) }, "the article does not print \(row)")
    }
  }

  @Test func network() throws {
    var random = Xoshiro256(seed: 1)
    let data = Dataset.moons(200, noise: 0.1, using: &random)
    let net = try Model(input: [2]) {
      Dense(8)
      Tanh()
      Dense(2)
    }
    let (training, heldOut) = data.split(holdingOut: 0.25, using: &random)
    let trained = try train(
      net, on: training, validating: heldOut, loss: CrossEntropy(.classes), with: BFGS(),
      options: TrainingOptions(patience: 20))
    let classes = try trained(heldOut.inputs).largestPlaces()

    let errors = zip(classes.scalars, heldOut.targets.scalars).count { $0 != $1 }
    #expect(errors <= 1)
  }
}
