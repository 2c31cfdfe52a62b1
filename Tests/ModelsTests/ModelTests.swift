// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Tensors
import TestSupport
import Testing

@Suite struct ModelTests {
  @Test func parametersFormOneVectorInTheOrderOfTheirFirstUse() throws {
    let model = try Model(input: [3]) { p, x in
      let h = tanh(matmul(p("first", [4, 3]), x) + p("bias", [4]))
      return matmul(p("second", [2, 4]), h)
    }
    #expect(model.parameters.map(\.name) == ["first", "bias", "second"])
    #expect(model.parameters.map(\.shape) == [[4, 3], [4], [2, 4]])
    #expect(model.parameters.map(\.range) == [0..<12, 12..<16, 16..<24])
    #expect(model.parameterCount == 24 && model.inputShape == [3] && model.outputShape == [2])

    let vector = Tensor((0..<24).map(Double.init))
    let named = try model.named(vector)
    #expect(named["bias"] == [12, 13, 14, 15])
    #expect(named["second"] == [[16, 17, 18, 19], [20, 21, 22, 23]])
  }

  @Test func aNameUsedTwiceSharesTheParameter() throws {
    let model = try Model(input: [2]) { p, x in
      let W = p("W", [2, 2])
      return matmul(p("W", [2, 2]), matmul(W, x))
    }
    #expect(model.parameterCount == 4)
    let y = try model.outputs(for: [[1, 1]], parameters: [1, 2, 3, 4])
    #expect(y == [[17, 37]])
  }

  @Test func outputsAreOneRowASample() throws {
    let model = try Model(input: [2]) {
      Dense(3)
      Tanh()
      Dense(1, bias: nil)
    }
    #expect(model.parameters.map(\.name) == ["0.weight", "0.bias", "2.weight"])
    let w = model.initialParameters(seed: 3)
    let X: Tensor<Double> = [[1, 2], [-1, 0.5], [0, 0], [3, -4]]
    let all = try model.outputs(for: X, parameters: w)
    #expect(all.shape == [4, 1])
    for i in 0..<4 {
      let one = try model.program.run([w, X[i, 0..<2]])[0]
      #expect(abs(one[0] - all[i, 0]) < 1e-15)
    }
  }

  @Test func layersAreChosenByConditionsAndLoops() throws {
    func net(depth: Int, isNormalized: Bool) throws -> Model {
      try Model(input: [2]) {
        for _ in 0..<depth {
          Dense(5)
          Relu()
        }
        Dense(3)
        if isNormalized { Softmax() }
      }
    }
    #expect(try net(depth: 0, isNormalized: false).parameterCount == 9)
    #expect(try net(depth: 2, isNormalized: true).parameterCount == 15 + 30 + 18)
    let p = try net(depth: 2, isNormalized: true)
    let y = try p.outputs(for: [[1, 2]], parameters: p.initialParameters(seed: 1))
    #expect(abs(sum(y) - 1) < 1e-15)
  }

  // MARK: Mistakes

  @Test func aShapeMistakeNamesOperationShapesAndVariables() throws {
    let error = try #require(throws: RecordingError.self) {
      try Model(input: [7]) { p, x in
        let h = tanh(matmul(p("W1", [5, 6]), x)).named("h")
        return matmul(p("W2", [3, 5]), h)
      }
    }
    #expect(error.description.hasPrefix("matmul(W1 [5, 6], input [7]): inner extents 6 and 7 differ"))
    #expect(error.description.contains("ModelTests.swift:"))

    let sum = try #require(throws: RecordingError.self) {
      try Model(input: [4]) { p, x in (x * 2).named("twice") + p("b", [3]) }
    }
    #expect(sum.description.hasPrefix("add(twice [4], b [3]): the shapes do not broadcast"))
  }

  @Test func aLayerThatDoesNotFitIsReported() throws {
    let error = try #require(throws: RecordingError.self) {
      try Model(input: []) {
        Dense(3)
      }
    }
    #expect(error.description.hasPrefix("matmul(0.weight [3, 1], input []): a factor is a scalar"))
  }

  @Test func aParameterOfTwoShapesIsAMistake() {
    #expect(throws: ModelError.conflictingShapes(parameter: "W", [2, 2], [2, 3])) {
      try Model(input: [2]) { p, x in matmul(p("W", [2, 2]), x) + sum(p("W", [2, 3])) }
    }
  }

  @Test func aVectorOfAnotherLengthIsRefused() throws {
    let model = try Model(input: [2]) {
      Dense(1)
    }
    #expect(throws: ModelError.dataShape(data: "parameters", [4], expected: "[3]")) {
      try model.outputs(for: [[1, 2]], parameters: [1, 2, 3, 4])
    }
    #expect(throws: ModelError.dataShape(data: "inputs", [2], expected: "[samples, 2]")) {
      try model.outputs(for: [1, 2], parameters: [1, 2, 3])
    }
  }
}
