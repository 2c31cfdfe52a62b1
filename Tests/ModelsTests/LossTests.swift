// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Models
import Tensors
import TestSupport
import Testing

@Suite struct LossTests {
  struct Case: Decodable {
    let name: String
    let outputs, targets, values: FixtureTensor
  }

  static let losses: [String: any Loss] = [
    "squaredError": SquaredError(), "meanSquaredError": MeanSquaredError(), "absoluteError": AbsoluteError(),
    "meanAbsoluteError": MeanAbsoluteError(), "huber": HuberError(threshold: 1.5),
    "binaryCrossEntropy": BinaryCrossEntropy(), "crossEntropy": CrossEntropy(),
    "crossEntropy of classes": CrossEntropy(.classes), "kullbackLeibler": KullbackLeiblerDivergence(),
    "hinge": Hinge(),
  ]

  @Test("losses are those of Keras") func lossesAreTheSame() throws {
    let cases: [Case] = try fixture("keras/losses")
    #expect(cases.count == Self.losses.count)
    for test in cases {
      let loss = try #require(Self.losses[test.name], "no loss for \(test.name)")
      let output = Shape(Array(test.outputs.shape.dropFirst()))
      let target = loss.targetShape(for: output)
      #expect(target == Shape(Array(test.targets.shape.dropFirst())), "\(test.name)")
      let program = try Program(inputs: [output, target]) { [loss($0[0], $0[1])] }
      for sample in 0..<test.values.scalars.count {
        func row(_ all: FixtureTensor, _ shape: Shape) -> Tensor<Double> {
          let count = shape.elementCount
          return Tensor(unchecked: Array(all.scalars[sample * count..<(sample + 1) * count]), shape: shape)
        }
        let inputs = [row(test.outputs, output), row(test.targets, target)]
        let value = try program.run(inputs)[0].scalar()
        #expect(
          (value - test.values.scalars[sample]).magnitude < 1e-6 * max(1, value.magnitude), "\(test.name)")
        let report = try gradcheck(program, at: inputs, by: [0])
        #expect(report.passed, "\(test.name)\n\(report)")
      }
    }
  }

  @Test("huge logits are exact", arguments: [-1e4, -800, 800, 1e4])
  func hugeLogits(_ z: Double) throws {
    let binary = try Program(inputs: [[]]) { [BinaryCrossEntropy()($0[0], 1)] }.run([Tensor(z)])[0].scalar()
    #expect(binary == max(-z, 0))
    let classes = try Program(inputs: [[2]]) { [CrossEntropy(.classes)($0[0], 0)] }.run([
      Tensor([z, 0])
    ])[0].scalar()
    #expect(classes == max(-z, 0))
  }

  @Test("a class that does not exist is not a number", arguments: [-1, 2, 0.5, .nan])
  func unknownClass(_ target: Double) throws {
    let loss = try Program(inputs: [[2], []]) { [CrossEntropy(.classes)($0[0], $0[1])] }
      .run([[1, 2], Tensor(target)])[0].scalar()
    #expect(loss.isNaN)
  }
}
