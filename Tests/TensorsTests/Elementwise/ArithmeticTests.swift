// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct ArithmeticTests {
  let x: Tensor<Double> = [[1, 2, 3], [4, 5, 6]]
  let two = 2.0

  @Test func numbersOnEitherSide() {
    #expect(2 * x - 1 == [[1, 3, 5], [7, 9, 11]])
    #expect(two * x - two / 2 == 2 * x - 1)
    #expect(6 / (x + two) == [[2, 1.5, 1.2], [1, 6.0 / 7, 0.75]])
    #expect(-x == 0 - x)
    let third: Tensor<Float> = 1 / 3 * [3, 6]
    #expect(third == [1, 2])
  }

  @Test func rowsAndColumns() {
    let row: Tensor<Double> = [10, 20, 30]
    let column: Tensor<Double> = [[100], [200]]
    #expect(x + row == [[11, 22, 33], [14, 25, 36]])
    #expect(x + column == [[101, 102, 103], [204, 205, 206]])
    #expect(row - column == [[-90, -80, -70], [-190, -180, -170]])
    #expect((x * Tensor.zeros([0, 1, 3])).shape == [0, 2, 3])
  }

  @Test func inPlace() {
    var y = x
    y += [1, 1, 1]
    y *= two
    y -= y
    #expect(y == .zeros([2, 3]))
    #expect(x[0, 0] == 1)
  }

  @Test func mistakesNameOperationAndShapes() {
    let error = #expect(throws: ShapeError.self) { try maximum(x, [1, 2]) }
    #expect(error?.operation == "maximum")
    #expect(error?.shapes == [[2, 3], [2]])
    #expect(throws: ShapeError.self) { try pow(x, [1, 2]) }
  }

  @Test func operatorsStop() async {
    let result = await #expect(processExitsWith: .failure, observing: [\.standardErrorContent]) {
      let x: Tensor<Double> = [1, 2, 3]
      print(x + [1, 2])
    }
    let text = String(decoding: result?.standardErrorContent ?? [], as: UTF8.self)
    #expect(text.contains("+([3], [2]): the shapes do not broadcast"))
  }

  @Test func updatesKeepTheirShape() async {
    await #expect(processExitsWith: .failure) {
      var x: Tensor<Double> = [1, 2, 3]
      x += [[1, 2, 3]]
    }
  }
}
