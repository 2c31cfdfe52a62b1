// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct ElementwiseFunctionsTests {
  @Test func sigmoidIsStableOnBothSides() {
    #expect(sigmoid(0.0) == 0.5)
    #expect(sigmoid(1000.0) == 1)
    #expect(sigmoid(-1000.0) == 0)
    #expect(sigmoid(-700.0) == Double.exp(-700))
    #expect(sigmoid(-80 as Float) == Float.exp(-80))
    #expect(sigmoid(Double.nan).isNaN)
    #expect(abs(sigmoid(2.0) + sigmoid(-2.0) - 1) < 2e-16)
  }

  @Test func specialValues() {
    let x = Tensor([-.infinity, -1, -0.0, 0, 1, .infinity, Double.nan])
    let finite = x[..<6]
    #expect(relu(finite) == Tensor([0, 0, 0, 0, 1, Double.infinity]))
    #expect(abs(finite) == Tensor([Double.infinity, 1, 0, 0, 1, .infinity]))
    #expect(relu(x)[6].isNaN)
    #expect(exp(x)[0] == 0)
    #expect(log(x)[3] == -.infinity)
    #expect(sqrt(x)[1].isNaN)
    #expect(pow(x, 0) == .ones([7]))
  }

  @Test func notANumberWinsInMaximumAndMinimum() throws {
    let x = Tensor([1, Double.nan, 3])
    let y = Tensor([Double.nan, 2, 2])
    for larger in [try maximum(x, y), try maximum(y, x)] {
      #expect(larger[0].isNaN && larger[1].isNaN && larger[2] == 3)
    }
    for smaller in [try minimum(x, y), try minimum(y, x)] {
      #expect(smaller[0].isNaN && smaller[1].isNaN && smaller[2] == 2)
    }
    #expect(maximum(x, 2)[0] == 2)
    #expect(minimum(x, 2)[0] == 1)
  }
}
