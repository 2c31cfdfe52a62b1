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

  @Test func stableForms() {
    #expect(softplus(1000.0) == 1000)
    #expect(softplus(-700.0) == Double.exp(-700))
    #expect(softplus(-40 as Float) == Float.exp(-40))
    #expect(softplus(0.0) == Double.log(2))
    #expect(expm1(1e-20) == 1e-20 && log1p(1e-20) == 1e-20)
    #expect(erfc(10.0) > 2e-45 && erfc(10.0) < 2.1e-45)
    #expect(gelu(-10.0) < 0 && gelu(-10.0) > -1e-22)
    #expect(hypot(0x3p600, 0x4p600) == 0x5p600 && hypot(0x3p-600, 0x4p-600) == 0x5p-600)
  }

  @Test func limits() {
    let x = Tensor([-Double.infinity, -0.0, 0, .infinity])
    #expect(softplus(x) == Tensor([0, .log(2), .log(2), .infinity]))
    #expect(leakyRelu(x, slope: 0.5) == x)
    #expect(elu(x, alpha: 2) == Tensor([-2, 0, 0, .infinity]))
    #expect(gelu(x) == Tensor([0, 0, 0, .infinity]))
    #expect(silu(x) == Tensor([0, 0, 0, .infinity]))
    #expect(sign(x) == [-1, 0, 0, 1])
    #expect(clamp(x, to: -1...2) == [-1, 0, 0, 2])
    #expect(reciprocal(x) == Tensor([0, -.infinity, .infinity, 0]))
    #expect(sign(x)[1].sign == .minus)
  }

  @Test func notANumberStays() {
    let functions: [(Double) -> Double] = [
      { softplus($0) }, { leakyRelu($0) }, { elu($0) }, { gelu($0) }, { silu($0) }, { sign($0) },
      { clamp($0, to: 0...1) }, { reciprocal($0) }, { erf($0) }, { erfc($0) }, { hypot($0, 1) },
      { atan2(1, $0) },
    ]
    #expect(functions.allSatisfy { $0(.nan).isNaN })
  }

  @Test func quadrants() throws {
    let (y, x): (Tensor<Double>, Tensor<Double>) = ([1, 1, -1, -1], [1, -1, -1, 1])
    let eighth = Double.pi / 4
    #expect(try atan2(y, x) == Tensor([eighth, 3 * eighth, -3 * eighth, -eighth]))
    #expect(throws: ShapeError.self) { try atan2(y, [1, 2]) }
    #expect(throws: ShapeError.self) { try hypot(y, [1, 2]) }
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
