// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@Suite struct FactorizationTests {
  @Test func cholesky() throws {
    let a: Tensor<Double> = [[4, 2], [2, 5]]
    let factor = try Cholesky(a)
    #expect(factor.lower == [[2, 0], [1, 2]])
    #expect(try factor.solution(of: [8, 12]) == [1, 2])
  }

  @Test func pivotedQR() throws {
    let a: Tensor<Double> = [[1, 0, 1], [0, 2, 2], [0, 0, 0], [1, 1, 2]]
    let factors = try PivotedQR(a)
    #expect(factors.rank() == 2)
    let x = try factors.leastSquaresSolution(of: [1, 2, 0, 2])
    #expect(try matmul(a, x).distance(to: [1, 2, 0, 2]) < 1e-14)
  }
}
