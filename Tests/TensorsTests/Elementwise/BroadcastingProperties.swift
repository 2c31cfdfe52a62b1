// SPDX-License-Identifier: Apache-2.0

internal import TestSupport
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
      (try pow(abs(a), b), { S.pow($0.magnitude, $1) }), (try atan2(a, b), S.atan2),
      (try hypot(a, b), S.hypot),
    ]
    for (result, operation) in cases {
      let oracle = try Tensor(shape: target) { operation(a.broadcastElement($0), b.broadcastElement($0)) }
      #expect(result.isClose(to: oracle, 4 * S.ulpOfOne), "seed \(seed): \(a.shape) and \(b.shape)")
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
      (expm1(x), Double.expm1), (log1p(x * x), { Double.log1p($0 * $0) }), (tan(x), Double.tan),
      (atan(x), Double.atan), (asin(tanh(x)), { Double.asin(.tanh($0)) }),
      (acos(tanh(x)), { Double.acos(.tanh($0)) }), (sinh(x), Double.sinh), (cosh(x), Double.cosh),
      (asinh(x), Double.asinh), (acosh(cosh(x)), { Double.acosh(.cosh($0)) }),
      (atanh(tanh(x)), { Double.atanh(.tanh($0)) }), (erf(x), Double.erf), (erfc(x), Double.erfc),
      (reciprocal(x), { 1 / $0 }), (sign(x), { $0 > 0 ? 1 : $0 < 0 ? -1 : 0 }),
      (clamp(x, to: -1...0.5), { Swift.min(Swift.max($0, -1), 0.5) }),
      (leakyRelu(x, slope: 0.25), { Swift.max($0, 0.25 * $0) }),
      (elu(x, alpha: 0.5), { $0 > 0 ? $0 : 0.5 * Double.expm1($0) }),
      (sqrt(abs(x)), { $0.magnitude.squareRoot() }), (maximum(x, 0.5), { Swift.max($0, 0.5) }),
    ]
    for (i, (result, function)) in cases.enumerated() {
      // The C library rounds otherwise, which a composition magnifies.
      #expect(result.isClose(to: x.map(function), 1e-12), "seed \(seed), function \(i)")
    }
    let logistic = x.map { 1 / (1 + Double.exp(-$0)) }
    #expect(abs(sigmoid(x) - logistic).scalars.allSatisfy { $0 < 4e-16 }, "seed \(seed)")
    #expect(abs(silu(x) - x * logistic).scalars.allSatisfy { $0 < 1e-15 }, "seed \(seed)")
    let plus = log1p(exp(x))
    #expect(abs(softplus(x) - plus).scalars.allSatisfy { $0 < 1e-15 }, "seed \(seed)")
    let shares = x.map { (1 + Double.erf($0 / 2.0.squareRoot())) / 2 }
    #expect(abs(gelu(x) - x * shares).scalars.allSatisfy { $0 < 1e-15 }, "seed \(seed)")
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
