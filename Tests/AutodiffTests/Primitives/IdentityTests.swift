// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct IdentityTests {
  /// A function that is constant or a line by mathematics.
  struct Identity: Sendable, CustomTestStringConvertible {
    let testDescription: String
    let function: @Sendable (Variable) -> Variable
    let value: @Sendable (Double) -> Double
    let slope: Double

    init(
      _ name: String, _ function: @escaping @Sendable (Variable) -> Variable,
      _ value: @escaping @Sendable (Double) -> Double, slope: Double
    ) {
      testDescription = name
      self.function = function
      self.value = value
      self.slope = slope
    }
  }

  static let identities: [Identity] = [
    Identity("sin² + cos²", { sin($0) * sin($0) + cos($0) * cos($0) }, { _ in 1 }, slope: 0),
    Identity("log exp", { log(exp($0)) }, { $0 }, slope: 1),
    Identity("sqrt of the square", { sqrt($0 * $0) }, { $0 }, slope: 1),
    Identity("exp x · exp -x", { exp($0) * exp(-$0) }, { _ in 1 }, slope: 0),
    Identity("sigmoid x + sigmoid -x", { sigmoid($0) + sigmoid(-$0) }, { _ in 1 }, slope: 0),
    Identity("tanh x - 2·sigmoid 2x", { tanh($0) - 2 * sigmoid(2 * $0) }, { _ in -1 }, slope: 0),
    Identity("relu x - relu -x", { relu($0) - relu(-$0) }, { $0 }, slope: 1),
    Identity("max + min", { max($0, 1) + min($0, 1) }, { $0 + 1 }, slope: 1),
    Identity("pow of pow", { pow(pow($0, 3), 1.0 / 3) }, { $0 }, slope: 1),
    Identity("sum of softmax", { sum(softmax(stack([$0, 2 * $0, 1]))) }, { _ in 1 }, slope: 0),
    Identity("logSumExp of equals", { logSumExp(stack([$0, $0])) }, { $0 + CLibrary.log(2) }, slope: 1),
    Identity(
      "product with the inverse", { dot(stack([$0, 1 / $0]), stack([1 / $0, $0])) }, { _ in 2 }, slope: 0),
  ]

  @Test("identities hold with their first and second derivatives", arguments: identities)
  func identity(_ identity: Identity) throws {
    let program = try Program(inputs: [[]]) { [identity.function($0[0])] }
    let run = try Program(inputs: [[]]) { v in
      program(v) + (try program.gradient())(v) + (try program.gradient().gradient())(v)
    }.compiled(for: Double.self)
    for seed in 0..<5 {
      var draws = Draws(seed: seed)
      let x = draws.number(in: 0.25...2)
      let y = try run([Tensor(x)]).map(\.scalars[0])
      #expect(
        Tensor(y).isClose(to: Tensor([identity.value(x), identity.slope, 0]), 1e-13), "seed \(seed): \(y)")
    }
  }
}
