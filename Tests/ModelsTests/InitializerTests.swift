// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Tensors
import TestSupport
import Testing

@Suite struct InitializerTests {
  /// Initialisers of the filters `[60, 4, 2, 5]`, of fan-in 40 and fan-out 600, with the variance that they promise.
  private static let spreads: [(Initializer, variance: Double, isUniform: Bool)] = [
    (.uniform(-0.5...0.5), 1.0 / 12, true), (.normal(standardDeviation: 0.1), 0.01, false),
    (.glorotUniform, 2.0 / 640, true), (.glorotNormal, 2.0 / 640, false), (.heUniform, 2.0 / 40, true),
    (.heNormal, 2.0 / 40, false), (.lecunUniform, 1.0 / 40, true), (.lecunNormal, 1.0 / 40, false),
  ]

  private func draw(_ initializer: Initializer, _ shape: Shape, seed: UInt64 = 11) throws -> Tensor<Double> {
    let model = try Model(input: shape) { p, x in x + p("w", shape, initializer) }
    let named = try model.named(model.initialParameters(seed: seed))
    return try #require(named["w"])
  }

  @Test(arguments: spreads.indices) func distributions(_ row: Int) throws {
    let (initializer, variance, isUniform) = Self.spreads[row]
    let w = try draw(initializer, [60, 4, 2, 5]).scalars
    let (n, mean) = (Double(w.count), w.reduce(0, +) / Double(w.count))
    let square = w.reduce(0) { $0 + $1 * $1 } / n
    // Five standard errors; the fourth moment is 9/5 or 3 times the squared variance.
    #expect(mean.magnitude < 5 * (variance / n).squareRoot())
    #expect((square / variance - 1).magnitude < 5 * ((isUniform ? 0.8 : 2) / n).squareRoot())
    let bound = (3 * variance).squareRoot()
    let largest = w.reduce(0) { max($0, $1.magnitude) }
    #expect(isUniform ? largest <= bound && largest > 0.99 * bound : largest > 1.2 * bound)
    #expect(try draw(initializer, [60, 4, 2, 5]).scalars == w)
    #expect(try draw(initializer, [60, 4, 2, 5], seed: 12).scalars != w)
  }

  @Test func constants() throws {
    #expect(try draw(.zeros, [3]).scalars == [0, 0, 0])
    #expect(try draw(.constant(7), [2]).scalars == [7, 7])
  }

  @Test(arguments: [[5, 5], [3, 8], [8, 3], [4, 3, 2, 2], [6]] as [Shape])
  func orthogonalMatrices(_ shape: Shape) throws {
    let w = try draw(.orthogonal(gain: 2), shape)
    #expect(w.shape == shape)
    let rows = shape[0]
    let matrix = try w.reshaped(to: [rows, w.count / rows])
    let isWide = matrix.shape[1] >= rows
    let product = try isWide ? matmul(matrix, matrix.transposed()) : matmul(matrix.transposed(), matrix)
    #expect(product.isClose(to: 4 * .identity(min(rows, matrix.shape[1])), 1e-14))
  }
}
