// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct CompositionTests {
  private func scalar(_ function: (Variable) -> Variable) throws -> Program {
    try Program(inputs: [[]]) { [function($0[0])] }
  }

  @Test("derivatives of exp to fourth order, each way") func exponential() throws {
    var (backward, forward) = (try scalar { exp($0) }, try scalar { exp($0) })
    let x = Tensor<Double>(0.5)
    let expected = Tensor(CLibrary.exp(0.5))
    for order in 1...4 {
      backward = try backward.gradient()
      forward = try Program(inputs: [[]]) { v in [try forward.jvp()([v[0], 1])[1]] }
      #expect(try backward.run([x])[0].isClose(to: expected), "order \(order)")
      #expect(try forward.run([x])[0].isClose(to: expected), "order \(order)")
    }
  }

  @Test("derivatives of x⁴ to fifth order, however it is written") func fourthPower() throws {
    let functions: [(Variable) -> Variable] = [
      { $0 * $0 * $0 * $0 }, { pow($0, 4) }, { x in { $0 * $0 }(x * x) }, { pow($0 * $0, 2) },
      { 1 / pow($0, -4) },
    ]
    for function in functions {
      var program = try scalar(function)
      for expected: Double in [81, 108, 108, 72, 24, 0] {
        #expect(try program.run([Tensor(3.0)])[0].isClose(to: Tensor(expected), 1e-12))
        program = try program.gradient()
      }
    }
  }

  @Test("mixed orders: all ways to the third derivative agree") func mixedThirdOrder() throws {
    let program = try Program(inputs: [[3]]) { v in [sum(tanh(v[0]) * v[0]) * exp(v[0][0])] }
    var draws = Draws(seed: 4)
    let (x, u, v, w) = (draws.tensor([3]), draws.tensor([3]), draws.tensor([3]), draws.tensor([3]))
    // Σ ∂³f/∂xᵢ∂xⱼ∂xₖ·uᵢ·vⱼ·wₖ, forward throughout, and as the gradient of a product with the Hessian.
    let forward = try Program(inputs: [[3], [3], [3], [3]]) { a in
      let first = try Program(inputs: [[3], [3]]) { [try program.jvp()($0)[1]] }
      let second = try Program(inputs: [[3], [3], [3]]) { [try first.jvp(by: [0])($0)[1]] }
      return [try second.jvp(by: [0])(a)[1]]
    }
    let backward = try Program(inputs: [[3], [3], [3], [3]]) { a in
      let product = try Program(inputs: [[3], [3], [3]]) { b in
        [dot(try program.hessianVectorProduct()([b[0], b[1]])[0], b[2])]
      }
      return [dot(try product.gradient(by: [0])([a[0], a[1], a[2]])[0], a[3])]
    }
    let hessians = try program.hessian().jacobian().run([x])[0]
    let contracted = Naive.indices([3, 3, 3]).enumerated().reduce(0) { sum, entry in
      let (i, j, k) = (entry.element[0], entry.element[1], entry.element[2])
      return sum + hessians.scalars[entry.offset] * u.scalars[i] * v.scalars[j] * w.scalars[k]
    }
    #expect(try forward.run([x, u, v, w])[0].isClose(to: Tensor(contracted)))
    #expect(try backward.run([x, u, v, w])[0].isClose(to: Tensor(contracted)))
  }

  @Test("vmap of a gradient gives the gradient of each sample") func batchedGradient() throws {
    let loss = try Program(inputs: [[2, 3], [3], [2]]) { v in
      let residual = tanh(matmul(v[0], v[1])) - v[2]
      return [sum(residual * residual)]
    }
    let gradient = try loss.valueWithGradient(by: [0])
    let check = BatchingCheck(gradient, domains: [])
    #expect(try check.gap(over: [1, 2], extents: [7], seed: 1) <= 1e-13)
    // The gradient of the batch's sum is the sum of the gradients.
    let batch = try gradient.vmap(over: [1, 2], count: 7)
    let total = try Program(inputs: [[2, 3], [3, 7], [2, 7]]) {
      [sum(try loss.vmap(over: [1, 2], count: 7)($0)[0])]
    }
    var draws = Draws(seed: 2)
    let x = total.inputShapes.map { draws.tensor($0) }
    let each = try batch.run(x)[1]
    #expect(
      try total.gradient(by: [0]).run(x)[0].isClose(to: Naive.reduction(each, along: [2]) { $0.reduce(0, +) })
    )
  }

  @Test("the Jacobian of a batch is block diagonal") func jacobianOfBatch() throws {
    let function = try Program(inputs: [[2]]) { v in [stack([v[0][0] * v[0][1], sin(v[0][0]), v[0][1]])] }
    let x: Tensor<Double> = [[0.5, 1, 2], [3, -1, 0.25]]
    let J = try function.vmap(count: 3).jacobian().run([x])[0]
    let each = try function.jacobian().vmap(count: 3).run([x])[0]
    #expect(J.shape == [3, 3, 2, 3] && each.shape == [3, 2, 3])
    let blocks = Naive.tensor([3, 3, 2, 3]) { i in i[1] == i[3] ? Naive.element(each, [i[0], i[2], i[1]]) : 0
    }
    #expect(J.isClose(to: blocks))
  }

  @Test("a program called in a recording is part of it") func programOfPrograms() throws {
    let square = try Program(inputs: [[2]]) { [$0[0] * $0[0]] }
    let fourth = try Program(inputs: [[2]], named: ["x"]) { v in square(square(v)) }
    #expect(try fourth.run([Tensor<Double>([2, 3])]) == [[16, 81]])
    let total = try Program(inputs: [[2]]) { v in [sum(fourth(v)[0] + square(v)[0])] }
    #expect(try total.gradient().run([Tensor<Double>([2, 3])]) == [[36, 114]])
    let quadratic = try Program(inputs: [[]]) { v in try self.scalar { $0 * $0 * $0 }.gradient()(v) }
    #expect(try quadratic.gradient().run([Tensor<Double>(5)]) == [30])
    let literal = try Program(inputs: []) { _ in try self.scalar { $0 * $0 }([3]) }
    #expect(try literal.run([Tensor<Double>]()) == [9])
  }

  @Test("a variable used in many places gets the sum of its cotangents") func fanOut() throws {
    let y = try gradient(at: Tensor<Double>([2, 3])) { x in
      let products = sum(x * x) + dot(x, x) + x[0] * x[1] + sum(outer(x, x))
      return products + sum(concatenate([x, x, x[0...]])) + max(x) + x[1]
    }
    // 2x + 2x + (x1, x0) + 2(x0 + x1) + 3 + (0, 1) + (0, 1)
    #expect(y == [24, 29])
  }
}
