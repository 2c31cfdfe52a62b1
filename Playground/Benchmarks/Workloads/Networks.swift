// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The networks of the benchmarks.
enum Networks {
  /// 6 inputs, 3 outputs, 62 parameters, with skips from the first unit of a layer.
  static func tiny() throws -> Model {
    try Model(input: [6]) { p, y in
      let h = matmul(p("W1", [5, 6]), y)
      let units = tanh(matmul(p("W2", [4, 5]), h) + sigmoid(h[0]))
      return tanh(matmul(p("W3", [3, 4]), units) + units[0])
    }
  }

  /// 2-25-2, sigmoid and softmax, 127 parameters.
  static func small() throws -> Model {
    try Model(input: [2]) {
      Dense(25)
      Sigmoid()
      Dense(2)
      Softmax()
    }
  }

  /// 64-128-128-10, tanh.
  static func medium() throws -> Model {
    try Model(input: [64]) {
      Dense(128)
      Tanh()
      Dense(128)
      Tanh()
      Dense(10)
    }
  }

  /// 784-512-512-10, relu; the outputs are logits.
  static func large() throws -> Model {
    try Model(input: [784]) {
      Dense(512)
      Relu()
      Dense(512)
      Relu()
      Dense(10)
    }
  }
}
