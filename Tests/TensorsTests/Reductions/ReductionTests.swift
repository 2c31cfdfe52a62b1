// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct ReductionTests {
  let x: Tensor<Double> = [[1, 5, 3], [4, 2, 6]]

  @Test func alongAxes() throws {
    #expect(sum(x) == 21)
    #expect(mean(x) == 3.5)
    #expect(try sum(x, along: 0) == [5, 7, 9])
    #expect(try sum(x, along: -1, keepingAxes: true) == [[9], [12]])
    #expect(try mean(x, along: [0, 1]) == 3.5)
    #expect(try max(x, along: 1) == [5, 6])
    #expect(try min(x, along: 0, keepingAxes: true) == [[1, 2, 3]])
    #expect(try max(x) - min(x) == 5)
    #expect(try argmax(x) == 5)
    #expect(try argmax(x, along: 0) == [1, 0, 1])
    #expect(try argmax(x, along: 1) == [1, 2])
    #expect(try sum(x, along: []) == x)
  }

  @Test func nothingToReduce() throws {
    let empty = Tensor<Double>.zeros([0, 3])
    #expect(sum(empty) == 0)
    #expect(mean(empty).isNaN)
    #expect(try sum(empty, along: 0) == [0, 0, 0])
    #expect(try max(empty, along: 1).shape == [0])
    #expect(try argmax(empty, along: 1) == [])
    #expect(throws: ShapeError.self) { try max(empty) }
    #expect(throws: ShapeError.self) { try min(empty, along: 0) }
    #expect(throws: ShapeError.self) { try argmax(empty) }
    #expect(throws: ShapeError.self) { try argmax(empty, along: 0) }
  }

  @Test func notANumberPropagates() throws {
    var x: Tensor<Double> = [[1, 2], [3, 4]]
    x[0, 1] = .nan
    #expect(try max(x).isNaN)
    #expect(try min(x, along: 0)[1].isNaN)
    #expect(try max(x, along: 1)[1] == 4)
    #expect(try argmax(x) == 1)
  }

  @Test func mistakes() {
    #expect(throws: ShapeError("sum", [[2, 3]], "axis 2 is outside -2..<2")) { try sum(x, along: 2) }
    #expect(throws: ShapeError("mean", [[2, 3]], "axis -2 is listed twice")) { try mean(x, along: [0, -2]) }
  }

  /// 0.1 is 0.10000000149 in single precision: a plain running sum of ten million is off by 8.8 %.
  @Test func longSumsKeepTheirAccuracy() throws {
    let count = 10_000_000
    let exact = Double(count) * Double(Float(0.1))
    let vector = Tensor<Float>(repeating: 0.1, shape: [count])
    #expect(abs(Double(sum(vector)) / exact - 1) < 1e-6)
    let columns = try vector.reshaped(to: [count / 2, 2])
    #expect(abs(Double(try sum(columns, along: 0)[1]) * 2 / exact - 1) < 1e-6)
  }
}
