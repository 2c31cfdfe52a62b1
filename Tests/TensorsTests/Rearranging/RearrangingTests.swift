// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct RearrangingTests {
  let x: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]

  @Test func transposing() throws {
    #expect(x.transposed() == [[1, 4], [2, 5], [3, 6]])
    #expect(try x.transposed([-1, 0]) == x.transposed())
    #expect(throws: ShapeError.self) { try x.transposed([0]) }
    #expect(throws: ShapeError.self) { try x.transposed([0, 0]) }
    #expect(throws: ShapeError.self) { try x.transposed([0, 2]) }
  }

  @Test func broadcasting() throws {
    #expect(try Tensor<Double>([1, 2]).broadcast(to: [2, 2]) == [[1, 2], [1, 2]])
    #expect(try Tensor<Double>(1).broadcast(to: [0, 2]).count == 0)
    #expect(throws: ShapeError.self) { try x.broadcast(to: [3]) }
    #expect(x.flattened() == [1, 2, 3, 4, 5, 6])
  }

  @Test func joining() throws {
    #expect(try concatenate([x, [[7, 8, 9]]]) == [[1, 2, 3], [4, 5, 6], [7, 8, 9]])
    #expect(try concatenate([x, [[0], [0]]], along: -1) == [[1, 2, 3, 0], [4, 5, 6, 0]])
    #expect(try stack([[1, 2], [3, 4]] as [Tensor<Double>]) == [[1, 2], [3, 4]])
    #expect(try stack([[1, 2], [3, 4]] as [Tensor<Double>], along: -1) == [[1, 3], [2, 4]])
    #expect(try concatenate([.zeros([0, 3]), x]) == x)
    #expect(try concatenate([Tensor<Double>.zeros([0, 1]), .zeros([0, 2])], along: 1).shape == [0, 3])
    #expect(throws: ShapeError.self) { try concatenate([x, [1, 2, 3]]) }
    #expect(throws: ShapeError.self) { try concatenate([x, [[1]]]) }
    #expect(throws: ShapeError.self) { try concatenate([] as [Tensor<Double>]) }
    #expect(throws: ShapeError.self) { try stack([x, [1]]) }
    #expect(throws: ShapeError.self) { try stack([x, x], along: 3) }
  }
}
