// SPDX-License-Identifier: Apache-2.0
package import Wengert

/// The networks of the playground, for benchmarks, experiments and checks.
package enum Networks {
  /// 6 inputs, 3 outputs, 62 parameters, with skips from the first unit of a layer.
  package static func tiny() throws -> Model {
    try Model(input: [6]) { p, y in
      let h = matmul(p("W1", [5, 6]), y).named("h*")
      let units = tanh(matmul(p("W2", [4, 5]), h) + sigmoid(h[0]).named("h0")).named("H*")
      return tanh(matmul(p("W3", [3, 4]), units) + units[0])
    }
  }

  /// 2-25-2, sigmoid and softmax, 127 parameters.
  package static func small() throws -> Model {
    try Model(input: [2]) {
      Dense(25)
      Sigmoid()
      Dense(2)
      Softmax()
    }
  }

  /// 64-128-128-10, tanh.
  package static func medium() throws -> Model {
    try Model(input: [64]) {
      Dense(128)
      Tanh()
      Dense(128)
      Tanh()
      Dense(10)
    }
  }

  /// 784-512-512-10, relu; the outputs are logits.
  package static func large() throws -> Model {
    try Model(input: [784]) {
      Dense(512)
      Relu()
      Dense(512)
      Relu()
      Dense(10)
    }
  }

  /// The network of the two spirals, 2-25-2, with its parameters in the published order: each unit's weights, then its
  /// bias, which is the weight of an input that is always 1.
  package static func spirals() throws -> Model {
    try Model(input: [2]) { p, point in
      let hidden = sigmoid(matmul(p("hidden", [25, 3]), concatenate([point, 1])))
      return softmax(matmul(p("output", [2, 26]), concatenate([hidden, 1])))
    }
  }

  /// One sigmoid unit with four weights and a bias.
  package static func unit() throws -> Model {
    try Model(input: [4]) { p, x in sigmoid(dot(p("w", [4]), x) + p("b", [])) }
  }

  /// One layer of two sigmoid units without biases.
  package static func layer() throws -> Model {
    try Model(input: [3]) { p, y in sigmoid(matmul(p("W", [2, 3]), y)) }
  }

  /// 1-16-16-1, relu, 321 parameters.
  package static func regression() throws -> Model {
    try Model(input: [1]) {
      Dense(16)
      Relu()
      Dense(16)
      Relu()
      Dense(1)
    }
  }

  /// 2-20-10-1, tanh in the hidden layers and a linear output, 281 parameters.
  package static func layered() throws -> Model {
    try Model(input: [2]) {
      Dense(20, weight: fanIn(2), bias: fanIn(2))
      Tanh()
      Dense(10, weight: fanIn(20), bias: fanIn(20))
      Tanh()
      Dense(1, weight: fanIn(10), bias: fanIn(10))
    }
  }

  /// 2-5-5-5-1, tanh, each layer fed by all before it, 138 parameters: the network of Lang and Witbrock 1988.
  package static func shortcuts() throws -> Model {
    try Model(input: [2]) { p, point in
      var seen = point
      for (layer, units) in [5, 5, 5, 1].enumerated() {
        let inputs = seen.shape[0]
        let weights = p("\(layer).weight", [units, inputs], fanIn(inputs))
        let output = tanh(matmul(weights, seen) + p("\(layer).bias", [units], fanIn(inputs)))
        seen = units == 1 ? output : concatenate([seen, output])
      }
      return seen
    }
  }

  /// Uniform in ±1/√inputs.
  private static func fanIn(_ inputs: Int) -> Initializer {
    let bound = 1 / Double(inputs).squareRoot()
    return .uniform(-bound...bound)
  }
}
