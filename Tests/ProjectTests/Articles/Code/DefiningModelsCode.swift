// SPDX-License-Identifier: Apache-2.0
import Testing
import Wengert

@Suite("The code of the article on models")
struct DefiningModelsCode {
  @Test func byHand() throws {
    let net = try Model(input: [6]) { p, y in
      let W1 = p("W1", [5, 6])
      let W2 = p("W2", [4, 5])
      let W3 = p("W3", [3, 4])
      let h = matmul(W1, y)
      let h0 = sigmoid(h[0])
      let H = tanh(matmul(W2, h) + h0)
      return tanh(matmul(W3, H) + H[0])
    }
    let start = net.initialParameters(seed: 1)
    print(net.summary())

    #expect(net.parameterCount == 62)
    var random = Xoshiro256(seed: 2)
    let samples = Tensor<Double>.standardNormal([30, 6], using: &random)
    let targets = try net.outputs(for: samples, parameters: net.initialParameters(seed: 3))

    let outputs = try net.outputs(for: samples, parameters: start)
    let problem = try LeastSquares(net, inputs: samples, targets: targets)
    let fit = try LevenbergMarquardt.networks.minimize(problem, from: start)

    #expect(outputs.shape == [30, 3])
    #expect(try fit.sumOfSquares < 0.1 * problem.value(at: start))
  }

  @Test func byLayers() throws {
    let classifier = try Model(input: [2]) {
      Dense(25)
      Sigmoid()
      Dropout(0.2)
      Dense(2)
    }
    #expect(classifier.parameterCount == 127)

    struct Scale: Layer {
      func callAsFunction(_ x: Variable, _ parameters: ParameterScope) -> Variable {
        x * parameters("scale", x.shape, .constant(1))
      }
    }
    let scaled = try Model(input: [3]) { Scale() }
    #expect(scaled.parameters.map(\.name) == ["0.scale"])
  }
}
