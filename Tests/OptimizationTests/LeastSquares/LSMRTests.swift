// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@testable import Optimization

@Suite("LSMR") struct LSMRTests {
  private struct System {
    let matrix: Tensor<Double>
    let target: Tensor<Double>

    init(rows: Int, columns: Int, seed: UInt64) {
      var random = Xoshiro256(seed: seed)
      matrix = .standardNormal([rows, columns], using: &random)
      target = .standardNormal([rows], using: &random)
    }

    func solver(damping: Double, tolerance: Double, limit: Int) -> LSMR {
      LSMR(
        damping: damping, tolerance: tolerance, limit: limit, multiply: { try matmul(matrix, $0) },
        multiplyTransposed: { try matmul($0, matrix) })
    }

    /// `‖Aᵀ(b - A·x) - λx‖`.
    func remainder(_ x: Tensor<Double>, damping: Double) throws -> Double {
      let rest = target - (try matmul(matrix, x))
      return (try matmul(rest, matrix) - damping * x).norm
    }
  }

  @Test(
    "the normal equations hold", arguments: [(30, 20), (20, 20), (20, 30)], [0.0, 1e-3, 10])
  func solution(size: (Int, Int), damping: Double) throws {
    // A wide system without damping has many solutions, of which LSMR finds the shortest.
    let system = System(rows: size.0, columns: size.1, seed: 1)
    let x = try system.solver(damping: damping, tolerance: 1e-13, limit: 500).solution(of: system.target)
    let first = try system.remainder(.zeros([size.1]), damping: damping)
    #expect(try system.remainder(x, damping: damping) <= 1e-9 * first)
    if size.0 < size.1, damping == 0 {
      let other = try LSMRTests.leastNorm(system.matrix, system.target)
      #expect((x - other).norm <= 1e-8 * other.norm)
    }
  }

  /// `Aᵀ(AAᵀ)⁻¹b`.
  private static func leastNorm(_ a: Tensor<Double>, _ b: Tensor<Double>) throws -> Tensor<Double> {
    try matmul(Cholesky(symmetricProduct(of: a)).solution(of: b), a)
  }

  @Test("the residual of the normal equations never rises, and the tolerance ends the steps")
  func monotone() throws {
    let system = System(rows: 60, columns: 40, seed: 2)
    var last = Double.infinity
    for limit in 0...40 {
      let x = try system.solver(damping: 0.1, tolerance: 0, limit: limit).solution(of: system.target)
      let remainder = try system.remainder(x, damping: 0.1)
      #expect(remainder <= last * (1 + 1e-9), "after \(limit) steps")
      last = remainder
    }
    let first = try system.remainder(.zeros([40]), damping: 0.1)
    let x = try system.solver(damping: 0.1, tolerance: 0.1, limit: 500).solution(of: system.target)
    let reached = try system.remainder(x, damping: 0.1)
    #expect(reached <= 0.1 * first * (1 + 1e-9) && reached > 1e-4 * first)
  }
}
