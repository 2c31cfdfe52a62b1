// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Tensors
import Testing

@Suite("A caller's mistakes are thrown")
struct MistakeTests {
  private func message(_ body: () throws -> GradcheckReport) -> String {
    do {
      return "\(try body().verdict)"
    } catch {
      return "\(error)"
    }
  }

  @Test("with operation and shapes")
  func messages() throws {
    let x: Tensor<Double> = [1, 2]
    let program = try Program(inputs: [[2]]) { $0 }
    #expect(message { try gradcheck(at: x) { x in matmul(x, Tensor([1, 2, 3])) } }.hasPrefix("matmul(x [2]"))
    #expect(
      message { try gradcheck(at: x, gradient: { $0 }) { x in x * x } }
        == "gradcheck([2]): a gradient needs a function with a single result; reduce it, for instance with sum"
    )
    #expect(
      message { try gradcheck(at: x, gradient: { _ in 1 }) { x in sum(x * x) } }
        == "gradcheck([]): the gradient by x must have its shape, [2]")
    #expect(
      message { try gradcheck(program, at: [[1, 2, 3]]) }
        == "gradcheck([3]): the program takes inputs of shapes [[2]]")
    #expect(message { try gradcheck(program, at: [x], by: [1]) }.contains("there is no input 1"))
    #expect(
      message { try gradcheck(at: [x, x], gradients: { [$0[0]] }) { v in sum(v[0] * v[1]) } }
        == "gradcheck([2]): there must be a gradient for each of 2 inputs")
    #expect(
      message { try gradcheck(at: x, jacobian: { $0 }) { x in x * x } }
        == "gradcheck([2]): the Jacobian must have the shape [2, 2]")
    #expect(
      message { try gradcheck(at: x, hessian: { $0 }) { x in sum(x * x) } }
        == "gradcheck([2]): the Hessian must have the shape [2, 2]")
    #expect(
      message { try gradcheck(at: x, vjp: { _, _ in 1 }) { x in x * x } }
        == "gradcheck([]): the pullback must return the shape of the point, [2]")
    #expect(
      message { try batchcheck(program, at: [[1, 2, 3]]) }
        == "batchcheck([3]): the program takes inputs of shapes [[2]]")
    #expect(message { try gradgradcheck(program, at: [x], by: [1]) }.contains("there is no input 1"))
  }
}
