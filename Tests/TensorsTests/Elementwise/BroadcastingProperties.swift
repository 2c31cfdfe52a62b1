// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct BroadcastingProperties {
  private func operatorsEqualTheOracle<S: Real>(_ type: S.Type, seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let shape = arbitrary.shape()
    let a = arbitrary.tensor(arbitrary.shape(broadcastingTo: shape), of: type)
    let b = arbitrary.tensor(arbitrary.shape(broadcastingTo: shape), of: type)
    let target = try #require(a.shape.broadcast(with: b.shape), "seed \(seed)")
    let cases: [(Tensor<S>, (S, S) -> S)] = [
      (a + b, { $0 + $1 }), (a - b, { $0 - $1 }), (a * b, { $0 * $1 }), (a / b, { $0 / $1 }),
      (try maximum(a, b), { $0 > $1 ? $0 : $1 }), (try minimum(a, b), { $0 < $1 ? $0 : $1 }),
      (try pow(abs(a), b), { S.pow($0.magnitude, $1) }),
    ]
    for (result, operation) in cases {
      let oracle = try Tensor(shape: target) { operation(a.broadcastElement($0), b.broadcastElement($0)) }
      #expect(result == oracle, "seed \(seed): \(a.shape) and \(b.shape)")
    }
    var updated = arbitrary.tensor(shape, of: type)
    let before = updated
    updated += a
    updated *= b
    #expect(updated == (before + a) * b, "seed \(seed)")
    #expect(try a.broadcast(to: shape) == Tensor(shape: shape) { a.broadcastElement($0) }, "seed \(seed)")
  }

  @Test(arguments: 0..<200) func operators(seed: Int) throws {
    try operatorsEqualTheOracle(Double.self, seed: seed)
    try operatorsEqualTheOracle(Float.self, seed: seed)
  }

  @Test(arguments: 0..<100) func functions(seed: Int) throws {
    var arbitrary = Arbitrary(seed: seed)
    let x = arbitrary.tensor(arbitrary.shape())
    let cases: [(Tensor<Double>, (Double) -> Double)] = [
      (-x, { -$0 }), (exp(x), Double.exp), (log(x * x), { Double.log($0 * $0) }), (sin(x), Double.sin),
      (cos(x), Double.cos), (tanh(x), Double.tanh), (abs(x), \.magnitude), (relu(x), { $0 > 0 ? $0 : 0 }),
      (sqrt(abs(x)), { $0.magnitude.squareRoot() }), (maximum(x, 0.5), { Swift.max($0, 0.5) }),
    ]
    for (i, (result, function)) in cases.enumerated() {
      #expect(result == x.map(function), "seed \(seed), function \(i)")
    }
    let logistic = x.map { 1 / (1 + Double.exp(-$0)) }
    #expect(abs(sigmoid(x) - logistic).scalars.allSatisfy { $0 < 4e-16 }, "seed \(seed)")
  }

  @Test(arguments: 0..<100) func shapesThatDoNotFitThrow(seed: Int) {
    var arbitrary = Arbitrary(seed: seed)
    let (a, b) = (arbitrary.shape(), arbitrary.shape())
    let pairs = zip(a.extents.reversed(), b.extents.reversed())
    let fit = pairs.allSatisfy { $0 == $1 || $0 == 1 || $1 == 1 }
    let result = try? maximum(arbitrary.tensor(a), arbitrary.tensor(b))
    #expect((result != nil) == fit, "seed \(seed): \(a) and \(b)")
  }
}
