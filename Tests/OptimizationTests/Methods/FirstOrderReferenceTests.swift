// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import TestSupport
import Testing

/// Four updates of each rule against the papers' algorithms, written anew in Python (`Fixtures/optimizers/generate.py`).
@Suite struct FirstOrderReferenceTests {
  struct Reference: Decodable {
    let start: [Double]
    let gradients: [[Double]]
    let runs: [String: [[Double]]]
  }

  struct Rule: CustomTestStringConvertible {
    let testDescription: String
    /// The parameters after each update.
    let points: @Sendable (Reference) -> [[Double]]

    init(_ name: String, _ method: some FirstOrderMethod) {
      testDescription = name
      points = { reference in
        var x = Tensor(reference.start)
        var state = method.initialState(parameterCount: x.count)
        return reference.gradients.map { gradient in
          method.update(&x, along: Tensor(gradient), state: &state)
          return x.scalars
        }
      }
    }
  }

  static let rules = [
    Rule("GradientDescent", GradientDescent(learningRate: 0.1)),
    Rule("momentum", GradientDescent(learningRate: 0.1, momentum: .heavyBall(0.5))),
    Rule("Nesterov", GradientDescent(learningRate: 0.1, momentum: .nesterov(0.5))),
    Rule("RMSProp", RMSProp(learningRate: 0.01, meanSquareDecay: 0.9)),
    Rule(
      "RMSProp, centred, with momentum",
      RMSProp(learningRate: 0.01, meanSquareDecay: 0.9, momentum: 0.5, isCentered: true)),
    Rule("Adagrad", Adagrad(learningRate: 0.1)),
    Rule("Adadelta", Adadelta()),
    Rule("Adam", Adam(learningRate: 0.01)),
    Rule("AdamW", AdamW(learningRate: 0.01, weightDecay: 0.1)),
    Rule("AMSGrad", AMSGrad(learningRate: 0.01)),
    Rule("NAdam", NAdam(learningRate: 0.01)),
    Rule("Adamax", Adamax(learningRate: 0.01)),
    Rule("RAdam", RAdam(learningRate: 0.01, meanSquareDecay: 0.9)),
    Rule("AdaBelief", AdaBelief(learningRate: 0.01)),
    Rule("Lion", Lion(learningRate: 0.01, updateDecay: 0.9, meanDecay: 0.99, weightDecay: 0.1)),
    Rule("Rprop", Rprop(learningRate: 0.01)),
    Rule("LAMB", LAMB(learningRate: 0.01, weightDecay: 0.1)),
  ]

  @Test("updates are the reference's", arguments: rules)
  func updates(_ rule: Rule) throws {
    let reference: Reference = try fixture("optimizers/rules")
    let expected = try #require(reference.runs[rule.testDescription])
    let found = rule.points(reference)
    for (update, (a, b)) in zip(expected, found).enumerated() {
      for (x, y) in zip(a, b) {
        #expect(abs(x - y) <= 1e-13 * max(1, abs(x)), "update \(update): \(y), not \(x)")
      }
    }
  }

  @Test("the reference has every rule of the table")
  func complete() throws {
    let reference: Reference = try fixture("optimizers/rules")
    #expect(Set(reference.runs.keys) == Set(Self.rules.map(\.testDescription)))
  }
}
