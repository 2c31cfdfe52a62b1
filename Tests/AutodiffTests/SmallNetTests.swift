// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

/// A net of 62 weights with two hidden layers whose biases come from their own activations.
@Suite struct SmallNetTests {
  private static func net() throws -> Program {
    try Program(inputs: [[5, 6], [4, 5], [3, 4], [6]], named: ["W1", "W2", "W3", "y"]) { v in
      let h = matmul(v[0], v[3]).named("h*")
      let h0 = sigmoid(h[0])
      let H = tanh(matmul(v[1], h) + h0).named("H*")
      return [tanh(matmul(v[2], H) + H[0])]
    }
  }

  /// The same in complex numbers, from loops.
  private static func complexNet(_ weights: [Complex], _ y: [Double]) -> [Complex] {
    func product(_ start: Int, _ rows: Int, _ x: [Complex]) -> [Complex] {
      var result: [Complex] = []
      for i in 0..<rows {
        var sum: Complex = 0.0
        for j in x.indices { sum = sum + weights[start + i * x.count + j] * x[j] }
        result.append(sum)
      }
      return result
    }
    let h = product(0, 5, y.map { Complex($0) })
    let H = product(30, 4, h).map { ($0 + h[0].sigmoid).hyperbolicTangent }
    return product(50, 3, H).map { ($0 + H[0]).hyperbolicTangent }
  }

  private func point(seed: Int) -> [Tensor<Double>] {
    var draws = Draws(seed: seed)
    return [[5, 6], [4, 5], [3, 4], [6]].map { draws.tensor($0) }
  }

  @Test("the gradient of the sum of squares is the complex step's", arguments: 0..<5)
  func gradient(_ seed: Int) throws {
    let net = try Self.net()
    let loss = try Program(inputs: net.inputShapes, named: ["W1", "W2", "W3", "y"]) { v in
      let residual = net(v)[0] - [0.5, -0.25, 0.75]
      return [sum(residual * residual)]
    }
    let x = point(seed: seed)
    let weights = x.dropLast().flatMap(\.scalars)
    #expect(weights.count == 62)
    func sumOfSquares(_ weights: [Complex]) -> Complex {
      var total: Complex = 0.0
      for (output, target) in zip(Self.complexNet(weights, x[3].scalars), [0.5, -0.25, 0.75]) {
        let residual = output - Complex(target)
        total = total + residual * residual
      }
      return total
    }
    let result = try loss.valueWithGradient(by: [0, 1, 2]).run(x)
    #expect(result[0].isClose(to: Tensor(sumOfSquares(weights.map { Complex($0) }).real), 1e-14))
    let steps = weights.indices.map { i in
      sumOfSquares(weights.indices.map { Complex(weights[$0], $0 == i ? 1e-30 : 0) }).imaginary / 1e-30
    }
    #expect(
      Tensor(result.dropFirst().flatMap(\.scalars)).distance(to: Tensor(steps)) <= 1e-12, "seed \(seed)")
  }

  @Test("a batch of 1000 samples equals the loop") func batch() throws {
    let net = try Self.net()
    #expect(try BatchingCheck(net, domains: []).gap(over: [3], extents: [1000], seed: 1) <= 1e-13)
    let vjp = try net.vjp(by: [0, 1, 2])
    #expect(try BatchingCheck(vjp, domains: []).gap(over: [3, 4], extents: [1000], seed: 2) <= 1e-13)
  }

  @Test("the Jacobian by the weights, sample by sample, from one batched sweep") func jacobian() throws {
    let net = try Self.net()
    let rows = try net.jacobian(by: [0, 1, 2], mode: .rows).vmap(over: [3], count: 50)
    let columns = try net.jacobian(by: [0, 1, 2], mode: .columns).vmap(over: [3], count: 50)
    var draws = Draws(seed: 3)
    let x = rows.inputShapes.map { draws.tensor($0) }
    #expect(rows.outputShapes == [[3, 5, 6, 50], [3, 4, 5, 50], [3, 3, 4, 50]])
    for (row, column) in zip(try rows.run(x), try columns.run(x)) { #expect(row.isClose(to: column)) }
  }
}
