// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct ClosureDerivativeTests {
  private let x: Tensor<Double> = [0.75, -1.5]
  private var sine: Double { CLibrary.sin(0.75) }
  private var cosine: Double { CLibrary.cos(0.75) }

  @Test("gradient, alone and with the value") func gradients() throws {
    let expected = Tensor([cosine * -1.5, sine])
    #expect(try gradient(at: x) { x in sin(x[0]) * x[1] }.isClose(to: expected))
    let (value, slope) = try valueWithGradient(at: x) { x in sin(x[0]) * x[1] }
    #expect(value.isClose(to: Tensor(sine * -1.5)))
    #expect(slope.isClose(to: expected))
    let single = try gradient(at: Tensor<Float>([0.75, -1.5])) { x in sin(x[0]) * x[1] }
    #expect(single.isClose(to: Tensor<Float>(expected), 4 * .ulpOfOne))
    #expect(try gradient(at: Tensor<Double>(3)) { x in x * x } == 6)
    #expect(try gradient(at: [[1, 2], [3, 4]] as Tensor<Double>) { sum($0 * $0) } == [[2, 4], [6, 8]])
    #expect(try gradient(at: x) { x in (x * x)[0..<1] } == [1.5, 0], "one element counts as a number")
  }

  @Test("jacobian, of the shape of the result followed by that of the argument") func jacobians() throws {
    let J = try jacobian(at: x) { x in stack([x[0] * x[1], exp(x[1]), x[0]]) }
    #expect(J.isClose(to: [[-1.5, 0.75], [0, Tensor(CLibrary.exp(-1.5))], [1, 0]]))
    #expect(try jacobian(at: x) { x in x[0] * x[0] } == [1.5, 0])
    let twoByTwo = try jacobian(at: [[1, 2], [3, 4]] as Tensor<Double>) { x in x.transposed() }
    #expect(twoByTwo == Naive.tensor([2, 2, 2, 2]) { $0[0] == $0[3] && $0[1] == $0[2] ? 1 : 0 })
  }

  @Test("hessian and its product with a direction") func hessians() throws {
    #expect(try hessian(at: x) { x in x[0] * x[0] * x[1] } == [[-3, 1.5], [1.5, 0]])
    #expect(try hessianVectorProduct(at: x, along: [1, 0]) { x in sum(x * x * x) } == [4.5, 0])
    #expect(try hessian(at: Tensor<Double>(2)) { x in x * x * x } == 12)
  }

  @Test("jvp and vjp") func directions() throws {
    let (y, dy) = try jvp(at: x, along: [1, 0]) { x in sin(x) }
    #expect(y.isClose(to: Tensor([sine, CLibrary.sin(-1.5)])))
    #expect(dy.isClose(to: Tensor([cosine, 0])))
    let (z, pullback) = try vjp(at: x) { x in sin(x) }
    #expect(z.isClose(to: y))
    #expect(try pullback([1, 1]).isClose(to: Tensor([cosine, CLibrary.cos(-1.5)])))
    #expect(
      try pullback([0, 2]).isClose(to: Tensor([0, 2 * CLibrary.cos(-1.5)])),
      "a pullback serves many cotangents")
  }

  @Test("a direction or cotangent of another shape is refused") func wrongShapes() throws {
    #expect(throws: ShapeError.self) { try jvp(at: x, along: [1, 2, 3]) { sin($0) } }
    #expect(throws: ShapeError.self) { try hessianVectorProduct(at: x, along: 1) { sum($0) } }
    let (_, pullback) = try vjp(at: x) { sum($0) }
    #expect(throws: ShapeError.self) { try pullback([1, 2]) }
  }

  @Test("the derivative of several numbers is refused with the way out") func severalNumbers() throws {
    func message(_ body: () throws -> Void) -> String? {
      #expect(throws: DerivativeError.self) { try body() }?.description
    }
    let reason =
      "the program has outputs of shapes [[2]]; one with a single element is needed. "
      + "Reduce it, for instance with sum, or ask for the jacobian"
    #expect(message { _ = try gradient(at: x) { sin($0) } } == "gradient: \(reason)")
    #expect(message { _ = try hessian(at: x) { sin($0) } } == "gradient: \(reason)")
    let two = try Program(inputs: [[]]) { [$0[0], $0[0]] }
    #expect(message { _ = try two.gradient() }?.contains("outputs of shapes [[], []]") == true)
  }
}
