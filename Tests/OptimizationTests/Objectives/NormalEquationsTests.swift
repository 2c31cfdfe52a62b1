// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

@Suite struct NormalEquationsTests {
  let residuals: Tensor<Double> = [1, -2, 3, 0.5]
  let jacobian: Tensor<Double> = [[1, 2, 0], [0, -1, 4], [3, 0, 2], [2, 2, 2]]
  // By hand; exact in binary.
  let gramian: Tensor<Double> = [[14, 6, 10], [6, 9, 0], [10, 0, 24]]
  let gradient: Tensor<Double> = [11, 5, -1]

  @Test func wholeBlock() throws {
    var equations = NormalEquations(parameterCount: 3)
    try equations.accumulate(residuals: residuals, jacobian: jacobian)
    expectTheSums(equations)
  }

  @Test func blocksParameterByParameter() throws {
    var equations = NormalEquations(parameterCount: 3)
    for rows in [0..<1, 1..<1, 1..<4] {
      let transposed = (0..<3).flatMap { j in rows.map { jacobian.scalars[$0 * 3 + j] } }
      try equations.accumulate(
        residuals: residuals.scalars[rows].span, transposedJacobian: transposed.span)
    }
    expectTheSums(equations)
  }

  private func expectTheSums(_ equations: NormalEquations) {
    #expect(equations.gramian == gramian)
    #expect(equations.gradient == gradient)
    #expect(equations.sumOfSquares == 14.25)
  }

  @Test("no parameters and no residuals are sums of nothing")
  func empty() throws {
    var equations = NormalEquations(parameterCount: 0)
    try equations.accumulate(residuals: [3, 4], jacobian: .zeros([2, 0]))
    #expect(equations.gramian.shape == [0, 0])
    #expect(equations.sumOfSquares == 25)
    var none = NormalEquations(parameterCount: 2)
    try none.accumulate(residuals: .zeros([0]), jacobian: .zeros([0, 2]))
    #expect(none.gramian == .zeros([2, 2]))
  }

  @Test("NaN reaches every sum that it belongs to")
  func nonFinite() throws {
    var equations = NormalEquations(parameterCount: 2)
    try equations.accumulate(residuals: [.init(Double.nan), 1], jacobian: [[1, 0], [1, 1]])
    #expect(equations.sumOfSquares.isNaN)
    #expect(equations.gradient.scalars.allSatisfy { $0.isNaN })
    #expect(equations.gramian == [[2, 1], [1, 1]])
  }

  @Test func faultsAddNothing() {
    var equations = NormalEquations(parameterCount: 3)
    var error = #expect(throws: ShapeError.self) {
      try equations.accumulate(residuals: [1, 2], jacobian: jacobian)
    }
    #expect(
      error?.description
        == "NormalEquations.accumulate([2], [4, 3]): residuals of shape [m] and a Jacobian of "
        + "shape [m, 3] are needed")
    error = #expect(throws: ShapeError.self) {
      try equations.accumulate(residuals: [1.0, 2].span, transposedJacobian: [1.0, 2, 3].span)
    }
    #expect(
      error?.description
        == "NormalEquations.accumulate([2], [3]): 2 residuals of 3 parameters have 6 derivatives")
    #expect(equations.gramian == .zeros([3, 3]))
    #expect(equations.sumOfSquares == 0)
  }
}
