// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@Suite("The code of the lessons")
struct LessonsCode {
  @Test func slopes() throws {
    func f(_ x: Double) -> Double { x * x * x / 3 - x + 1 }
    var secants: [Double] = []
    for h in [1e-1, 1e-3, 1e-5] {
      secants.append((f(0.5 + h) - f(0.5)) / h)  // -0.697, -0.7495, -0.749995
    }

    let half: Tensor<Double> = 0.5
    let slope = try gradient(at: half) { x in x * x * x / 3 - x + 1 }
    // slope is -0.75

    #expect(abs(secants[0] + 0.697) < 1e-3 && abs(secants[1] + 0.7495) < 1e-5)
    #expect(abs(secants[2] + 0.749995) < 1e-8)
    #expect(try abs(slope.scalar() + 0.75) < 1e-15)
  }

  @Test func partialDerivatives() throws {
    let x: Tensor<Double> = [1, 2]
    let g = try gradient(at: x) { x in sin(x[0]) * x[1] }
    let (value, derivative) = try jvp(at: x, along: [3, -1]) { x in sin(x[0]) * x[1] }
    // derivative is 3 * g[0] - 1 * g[1]

    #expect(try abs(derivative.scalar() - (3 * g.scalars[0] - g.scalars[1])) < 1e-14)
    #expect(try abs(value.scalar() - 2 * sin(1)) < 1e-15)
  }

  @Test func chainRule() throws {
    let program = try Program(inputs: [[]], named: ["x"]) { v in [exp(sin(v[0] * v[0]))] }
    print(program)

    let x: Tensor<Double> = 0.8
    let (y, pullback) = try vjp(at: x) { x in exp(sin(x * x)) }
    let slope = try pullback(1)

    let byHand = exp(sin(0.64)) * cos(0.64) * 2 * 0.8
    #expect(try abs(slope.scalar() - byHand) < 1e-14)
    #expect(try abs(y.scalar() - exp(sin(0.64))) < 1e-15)
  }

  @Test func fanOut() throws {
    let x: Tensor<Double> = 0.7
    let whole = try gradient(at: x) { x in
      let a = sin(x)
      return a * x + a * a
    }
    let withoutDirectUse = try gradient(at: x) { x in
      let a = sin(x)
      return a * stopGradient(x) + a * a
    }
    // whole - withoutDirectUse is sin(0.7), what comes through x in a * x

    #expect(try abs(whole.scalar() - withoutDirectUse.scalar() - sin(0.7)) < 1e-15)
  }

  @Test func layer() throws {
    let x: Tensor<Double> = [[1, -2], [0.5, 1], [2, -0.5]]
    let W: Tensor<Double> = [[0.5, -1], [1, 0.25]]
    let b: Tensor<Double> = [0.1, -0.2]
    let layer = try Program(at: [x, W, b], named: ["x", "W", "b"]) { v in [tanh(matmul(v[0], v[1]) + v[2])] }
    let backward = try layer.vjp().compiled(for: Double.self)
    let results = try backward([x, W, b, .ones([3, 2])])  // the result, and the gradients by x, W and b

    #expect(results.map(\.shape) == [[3, 2], [3, 2], [2, 2], [2]])
  }

  @Test func checking() throws {
    let y: Tensor<Double> = [[1.2, 2.4, 1.7], [-1.3, 1, 0], [0, 1.3, 0.4]]
    let z: Tensor<Double> = [[1, 0], [0, 1], [1, 0]]
    func published(_ W: Tensor<Double>) throws -> Tensor<Double> {
      let output = try sigmoid(matmul(y, W))
      return try -matmul(y.transposed(), (z - output) * output * (1 - output)) / 3
    }
    let report = try gradcheck(at: .zeros([3, 2]), gradient: published) { W in
      let error = sigmoid(matmul(Variable(y), W)) - Variable(z)
      return sum(error * error) / 3
    }
    print(report)

    #expect(report.verdict == .failed)
    #expect(
      report.inputs[0].diagnosis?.kind == .constantFactor
        && report.inputs[0].diagnosis?.factor.map { abs($0 - 2) < 1e-6 } == true)
  }

  @Test func stability() throws {
    let x: Tensor<Double> = [1000, 0, -1000]
    let naive = try valueWithGradient(at: x) { x in log(sum(exp(x))) }  // infinite
    let stable = try valueWithGradient(at: x) { x in logSumExp(x) }  // 1000, and [1, 0, 0]

    #expect(try naive.value.scalar().isInfinite)
    #expect(stable.value == 1000 && stable.gradient == [1, 0, 0])
  }

  @Test func descent() throws {
    var w: Tensor<Double> = [-1, 2]
    for _ in 0..<200 {
      let slope = try gradient(at: w) { w in w[0] * w[0] + 10 * w[1] * w[1] }
      w = w - 0.05 * slope
    }

    let bowl = try Objective(parameters: 2) { w in w[0] * w[0] + 10 * w[1] * w[1] }
    let found = try Adam(learningRate: 0.05).minimize(bowl, from: [-1, 2])

    #expect(w.scalars.allSatisfy { abs($0) < 1e-6 })
    #expect(found.value < 1e-6, "\(found.value) \(found.status)")
  }

  @Test func curvature() throws {
    let start: Tensor<Double> = [1, 1]
    let H = try hessian(at: start) { x in
      let (a, b) = (10 * (x[1] - x[0] * x[0]), 1 - x[0])
      return a * a + b * b
    }
    let valley = try Objective(parameters: 2) { x in
      let (a, b) = (10 * (x[1] - x[0] * x[0]), 1 - x[0])
      return a * a + b * b
    }
    let minimum = try BFGS().minimize(valley, from: [-1.2, 1])
    print(minimum.status, minimum.iterations)

    #expect(H.shape == [2, 2] && minimum.value < 1e-12 && minimum.iterations < 60)
  }

  @Test func leastSquares() throws {
    let times: Tensor<Double> = [0, 1, 2, 4, 8, 16]
    let heights: Tensor<Double> = 3 * (1 - exp(-0.4 * times))
    let curve = try LeastSquares(parameters: 2, inputs: times, targets: heights) { b, t in
      b[0] * (1 - exp(-b[1] * t))
    }
    let fit = try LevenbergMarquardt().minimize(curve, from: [1, 1])
    print(fit.parameters, fit.status, fit.iterations)  // [3, 0.4]

    #expect(abs(fit.parameters.scalars[0] - 3) < 1e-6 && abs(fit.parameters.scalars[1] - 0.4) < 1e-6)
  }
}
