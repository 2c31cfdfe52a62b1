// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Gradcheck
import Tensors
import Testing

@Suite("gradcheck of small functions")
struct SmallFunctionTests {
  let x: Tensor<Double> = [1, 2]

  @Test("a closure's derivatives pass")
  func closure() throws {
    let report = try gradcheck(at: x) { x in sin(x[0]) * x[1] }
    #expect(report.passed, "\(report)")
    #expect(report.adjointIdentity == .passed)
  }

  @Test("a right gradient of the user's passes")
  func suppliedGradient() throws {
    let mine = try gradcheck(at: x, gradient: { x in Tensor([cos(x[0]) * x[1], sin(x[0])]) }) { x in
      sin(x[0]) * x[1]
    }
    #expect(mine.passed, "\(mine)")
    #expect(mine.adjointIdentity == nil)
  }
}
