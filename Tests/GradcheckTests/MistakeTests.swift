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
  }
}
