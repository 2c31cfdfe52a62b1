// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Tensors
import Testing

@Suite struct ModelSummaryTests {
  @Test func layersAreRows() throws {
    let model = try Model(input: [1]) {
      Dense(16)
      Relu()
      Dense(16)
      Relu()
      Dense(1)
    }
    #expect(
      model.summary().description == """
        layer  type   output shape  parameters
        -----  -----  ------------  ----------
        input         [1]
        0      Dense  [16]                  32
        1      Relu   [16]                   0
        2      Dense  [16]                 272
        3      Relu   [16]                   0
        4      Dense  [1]                   17
        321 parameters
        """)
  }

  @Test func parametersOfNoLayerAreRowsToo() throws {
    let model = try Model(input: [2]) { p, x in
      let encoder = Dense(3)
      let h = p("encoder", encoder, x) + p("encoder", encoder, 2 * x)
      let normal = p("norm", BatchNorm(), h)
      return p("block", Residual { Dense(3) }, normal) * p("gain", [])
    }
    let summary = model.summary()
    #expect(summary.rows.map(\.name) == ["gain", "encoder", "encoder", "norm", "block"])
    #expect(summary.rows.map(\.type) == ["Parameter", "Dense", "Dense", "BatchNorm", "Residual"])
    #expect(summary.rows.map(\.parameterCount) == [1, 9, 0, 12, 12])
    #expect(summary.parameterCount == 34)
    #expect(summary.description.hasSuffix("34 parameters, 6 of them observed, not learned"))

    let frozen = try model.freezing(
      ["encoder", "norm.mean", "norm.variance"], at: model.initialParameters(seed: 1))
    #expect(frozen.summary().description.hasSuffix("19 parameters, 15 more are frozen"))
  }

  @Test func aFrozenModelComputesTheSame() throws {
    let model = try Model(input: [2]) {
      Dense(3)
      BatchNorm()
      Dropout(0.5)
      Dense(1)
    }
    let vector = model.initialParameters(seed: 2)
    let frozen = try model.freezing(["0", "1.mean"], at: vector)
    #expect(frozen.parameters.map(\.name) == ["1.variance", "1.scale", "1.shift", "3.weight", "3.bias"])
    #expect(frozen.parameters.map(\.range) == [0..<3, 3..<6, 6..<9, 9..<12, 12..<13])
    let kept = vector[12..<25]
    let x: Tensor<Double> = [[1, 2], [3, -1]]
    #expect(try frozen.outputs(for: x, parameters: kept) == model.outputs(for: x, parameters: vector))
    #expect(throws: ModelError.unknownParameter("5", known: model.parameters.map(\.name))) {
      try model.freezing(["5"], at: vector)
    }
  }
}
