// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct SubscriptTests {
  let m: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]

  @Test func elements() {
    var x = m
    #expect(x[0, 1] == 2)
    #expect(x[-1, -1] == 6)
    x[1, 0] += 10
    #expect(x == [[1, 2, 3], [14, 5, 6]])
    #expect(m[1, 0] == 4)
    let y: Tensor<Double> = [3, 4]
    let product = y[0] * y[1] + 1
    #expect(product == 13)
    #expect(Tensor<Double>(7)[] == 7)
  }

  @Test func slices() {
    #expect(m[0..., 1] == [2, 5])
    #expect(m[1, ..<2] == [4, 5])
    #expect(m[0..<1] == [[1, 2, 3]])
    #expect(m[..<(-1), 1...] == [[2, 3]])
    #expect(m[...(-1), (-2)...] == [[2, 3], [5, 6]])
    #expect(m[2..., 0].shape == [0])
    let row: Tensor = m[-1]
    #expect(row == [4, 5, 6])
  }

  @Test func assigningToSlices() {
    var x = m
    x[0..., 0] = [7, 8]
    x[0, 1...] = 9
    #expect(x == [[7, 9, 9], [8, 5, 6]])
    x[0...] = [[0, 1, 2]]
    #expect(x == [[0, 1, 2], [0, 1, 2]])
    #expect(m == [[1, 2, 3], [4, 5, 6]])
  }
}
