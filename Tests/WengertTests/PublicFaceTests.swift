// SPDX-License-Identifier: Apache-2.0
import TestSupport
import Testing
import Wengert

/// The lines by which the toolkit introduces itself, as users would write them: they must compile with one import and
/// return what they say.
@Suite struct PublicFaceTests {
  let x: Tensor<Double> = [1, 2]

  @Test func derivativesOfAClosure() throws {
    let (s, c) = (sin(1.0), cos(1.0))
    let g = try gradient(at: x) { x in sin(x[0]) * x[1] }
    #expect(g.isClose(to: [Tensor(c * 2), Tensor(s)]))
    let (value, slope) = try valueWithGradient(at: x) { x in sum(x * x) }
    #expect(value == 5 && slope == [2, 4])
    let J = try jacobian(at: x) { x in stack([x[0] * x[1], exp(x[1])]) }
    #expect(J.isClose(to: [[2, 1], [0, Tensor(exp(2.0))]]))
    let H = try hessian(at: x) { x in x[0] * x[0] * x[1] }
    #expect(H == [[4, 2], [2, 0]])
    let (y, dy) = try jvp(at: x, along: [1, 0]) { x in sin(x) }
    #expect(y.isClose(to: [Tensor(s), Tensor(sin(2.0))]) && dy.isClose(to: [Tensor(c), 0]))
    let (z, pullback) = try vjp(at: x) { x in sin(x) }
    #expect(z == y)
    #expect(try pullback([1, 1]).isClose(to: [Tensor(c), Tensor(cos(2.0))]))
    let Hv = try hessianVectorProduct(at: x, along: [1, 0]) { x in sum(x * x * x) }
    #expect(Hv == [6, 0])
  }

  @Test func recordOnceRunMany() throws {
    let energy = try Program(inputs: [[2]]) { v in [sum(v[0] * v[0])] }
    let run = try energy.gradient().compiled(for: Float.self)
    let out = try run([[1, 2]])
    #expect(out == [[2, 4]])
    #expect(try run([[3, 5]]) == [[6, 10]])
    #expect("\(energy)".hasSuffix("return v2"))
  }

  static func network() throws -> Model {
    try Model(input: [6]) { p, y in
      let W1 = p("W1", [5, 6])
      let W2 = p("W2", [4, 5])
      let W3 = p("W3", [3, 4])
      let h = matmul(W1, y).named("h*")
      let h0 = sigmoid(h[0])
      let H = tanh(matmul(W2, h) + h0).named("H*")
      return tanh(matmul(W3, H) + H[0])
    }
  }

  @Test func models() throws {
    let net = try Self.network()
    #expect(net.parameterCount == 62)
    let mlp = try Model(input: [2]) {
      Dense(25)
      Sigmoid()
      Dense(2)
      Softmax()
    }
    #expect(mlp.parameterCount == 127)
    let start = net.initialParameters(seed: 1)
    #expect(start.shape == [62])
    #expect(start == net.initialParameters(seed: 1) && start != net.initialParameters(seed: 2))
  }

  @Test func fitting() throws {
    let net = try Self.network()
    var random = Xoshiro256(seed: 7)
    let truth = net.initialParameters(seed: 5)
    let Y = Tensor<Double>.standardNormal([30, 6], using: &random)
    let Z = try net.outputs(for: Y, parameters: truth)
    let problem = try LeastSquares(net, inputs: Y, targets: Z)
    let start = net.initialParameters(seed: 1)

    let fit = try LevenbergMarquardt().minimize(problem, from: start)
    let before = try problem.value(at: start)
    #expect(fit.sumOfSquares < 1e-2 * before)
    #expect(try fit.sumOfSquares == problem.value(at: fit.parameters))
    #expect(fit.iterations > 0 && fit.history.count >= fit.iterations && !fit.status.description.isEmpty)

    let trained = try Adam(learningRate: 1e-3).minimize(problem, from: start)
    #expect(trained.value < before)
  }

  @Test func curves() throws {
    // Misra1a of NIST's reference data; the certified parameters have eleven digits.
    let t: Tensor<Double> = [
      77.6, 114.9, 141.1, 190.8, 239.9, 289.0, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1, 689.1, 760.0,
    ]
    let d: Tensor<Double> = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.40, 75.47, 81.78,
    ]
    let curve = try LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) }
    let fit = try LevenbergMarquardt().minimize(curve, from: [500, 0.0001])
    #expect(fit.status.isConverged)
    #expect(fit.parameters.isClose(to: [2.3894212918e2, 5.5015643181e-4], 1e-8))
    let deviations = try fit.covariance()
    #expect(abs(deviations[0, 0].squareRoot() / 2.7070075241 - 1) < 1e-6)
  }

  @Test func minimisation() throws {
    let loss = try Objective(parameters: 3) { w in sum(w * w) }
    let minimum = try BFGS().minimize(loss, from: [1, 2, 3])
    #expect(minimum.status.isConverged && minimum.value < 1e-12)
  }

  @Test func checking() throws {
    let report = try gradcheck(at: x) { x in sin(x[0]) * x[1] }
    #expect(report.passed)
    #expect("\(report)".contains("x"))
    let mine = try gradcheck(at: x, gradient: { x in Tensor([cos(x[0]) * x[1], sin(x[0])]) }) { x in
      sin(x[0]) * x[1]
    }
    #expect(mine.passed)
  }
}
