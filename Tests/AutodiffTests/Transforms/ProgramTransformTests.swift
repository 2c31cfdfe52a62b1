// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct ProgramTransformTests {
  /// Programs of several inputs and outputs, smooth on -1...1.
  static let bodies: [(inputs: [Shape], body: @Sendable ([Variable]) -> [Variable])] = [
    ([[3]], { [$0[0] * sum($0[0])] }),
    ([[2], [2, 3]], { [tanh(matmul($0[0], $0[1])), sum($0[1] * $0[1]), exp($0[0])] }),
    ([[], [2], [2, 2]], { [softmax(matmul($0[2], $0[1]) * $0[0]), $0[0] * $0[0]] }),
    ([[4], []], { [$0[0][1...2] * $0[1], $0[0][0]] }),
    ([[2, 2]], { [concatenate([sin($0[0]), $0[0].transposed()]), stack([$0[0], $0[0] * $0[0]])] }),
    ([[0], [2]], { [sum($0[0]) * $0[1], $0[0]] }),
  ]

  @Test("Jacobians by rows and by columns agree, and with differences", arguments: bodies.indices)
  func jacobian(_ number: Int) throws {
    let (shapes, body) = Self.bodies[number]
    let program = try Program(inputs: shapes, body)
    let x = shapes.map { shape in
      var draws = Draws(seed: number)
      return draws.tensor(shape)
    }
    let rows = try program.jacobian(mode: .rows).run(x)
    let columns = try program.jacobian(mode: .columns).run(x)
    let chosen = try program.jacobian().run(x)
    #expect(rows.count == program.outputShapes.count * shapes.count)
    for (k, (output, input)) in program.outputShapes.indices.flatMap({ o in shapes.indices.map { (o, $0) } })
      .enumerated()
    {
      #expect(rows[k].shape == Shape(program.outputShapes[output].extents + shapes[input].extents))
      #expect(rows[k].isClose(to: columns[k]) && chosen[k].isClose(to: rows[k]), "block \(output), \(input)")
      let size = shapes[input].elementCount
      for j in 0..<size {
        let column = try difference(step: 0.01) { step in
          var moved = x
          moved[input].withMutableScalars { $0[j] += step }
          return try program.run(moved)[output].scalars
        }
        let own = column.indices.map { rows[k].scalars[$0 * size + j] }
        #expect(Tensor(own).isClose(to: Tensor(column), 1e-9), "block \(output), \(input), column \(j)")
      }
    }
  }

  @Test("a Jacobian goes the shorter way") func jacobianMode() throws {
    let tall = try Program(inputs: [[2], [5]]) { v in [stack([v[0], v[0], v[0]])] }
    #expect(try tall.jacobianMode(by: [0]) == .columns)
    #expect(try tall.jacobianMode() == .rows)
    #expect(try tall.jacobianMode(by: []) == .columns)
  }

  @Test("Hessians are symmetric and agree with differences and with their products", arguments: 0..<4)
  func hessian(_ seed: Int) throws {
    let program = try Program(inputs: [[3], [2, 3]]) { v in
      [logSumExp(tanh(matmul(v[1], v[0])) + v[0][0] * v[0][1]) * sum(exp(v[1]) * v[0])]
    }
    var draws = Draws(seed: seed)
    let x = program.inputShapes.map { draws.tensor($0) }
    let blocks = try program.hessian().run(x)
    #expect(blocks.map(\.shape) == [[3, 3], [3, 2, 3], [2, 3, 3], [2, 3, 2, 3]])
    #expect(blocks[0].isClose(to: Naive.transposed(blocks[0], [1, 0])))
    #expect(blocks[2].isClose(to: Naive.transposed(blocks[1], [1, 2, 0])))
    #expect(blocks[3].isClose(to: Naive.transposed(blocks[3], [2, 3, 0, 1])))

    let direction = program.inputShapes.map { draws.tensor($0) }
    let products = try program.hessianVectorProduct().run(x + direction)
    let gradient = try program.gradient().compiled(for: Double.self)
    let differences = try difference(step: 0.01) { step in
      try gradient(zip(x, direction).map { x, d in Naive.elementwise([x, d]) { $0[0] + step * $0[1] } })
        .flatMap(\.scalars)
    }
    #expect(Tensor(products.flatMap(\.scalars)).isClose(to: Tensor(differences), 1e-9), "seed \(seed)")
    for i in 0..<2 {
      var product = [Double](repeating: 0, count: direction[i].count)
      for j in 0..<2 {
        let (block, own) = (blocks[2 * i + j].scalars, direction[j].scalars)
        for place in block.indices { product[place / own.count] += block[place] * own[place % own.count] }
      }
      #expect(Tensor(product).isClose(to: Tensor(products[i].scalars), 1e-12), "seed \(seed)")
    }
  }

  @Test("derivatives by some of the inputs") func chosenInputs() throws {
    let program = try Program(inputs: [[2], [2], []]) { v in [sum(v[0] * v[1]) * v[2]] }
    let x: [Tensor<Double>] = [[1, 2], [3, 4], 5]
    #expect(try program.gradient(by: [1]).run(x) == [[5, 10]])
    #expect(try program.gradient(by: [2, 0]).run(x) == [11, [15, 20]])
    #expect(try program.valueWithGradient(by: []).run(x) == [55])
    #expect(try program.vjp(by: [2]).run(x + [2]) == [55, 22])
    #expect(try program.jvp(by: [0]).run(x + [[1, 1]]) == [55, 35])
    #expect(try program.jacobian(by: [1]).run(x) == [[5, 10]])
    #expect(try program.hessian(by: [0, 2]).run(x) == [.zeros([2, 2]), [3, 4], [3, 4], 0])
    #expect(try program.hessianVectorProduct(by: [2]).run(x + [1]) == [0])
  }

  @Test("derivatives by inputs that are not there, or there twice, are refused") func wrongChoice() throws {
    let program = try Program(inputs: [[]]) { [$0[0] * $0[0]] }
    func message(_ body: () throws -> Program) -> String? {
      #expect(throws: DerivativeError.self) { try body() }?.description
    }
    #expect(message { try program.gradient(by: [1]) } == "gradient: there is no input 1; the program has 1")
    #expect(message { try program.vjp(by: [-1]) } == "vjp: there is no input -1; the program has 1")
    #expect(message { try program.jvp(by: [0, 0]) } == "jvp: an input is listed twice in [0, 0]")
    #expect(message { try program.jacobian(by: [0, 0]) } == "jacobian: an input is listed twice in [0, 0]")
    #expect(message { try program.vmap(over: [3], count: 2) }?.hasPrefix("vmap: ") == true)
    #expect(message { try program.vmap(count: -2) }?.hasPrefix("vmap: ") == true)
  }

  @Test("outputs may be inputs or constants, and inputs unused") func trivialOutputs() throws {
    let program = try Program(inputs: [[2], []]) { v in [v[0], Variable([1, 2]), 3, v[0]] }
    let x: [Tensor<Double>] = [[5, 6], 7]
    let w: [Tensor<Double>] = [[1, 2], [1, 1], 1, [10, 20]]
    let values: [Tensor<Double>] = [[5, 6], [1, 2], 3, [5, 6]]
    #expect(try program.run(x) == values)
    #expect(try program.vjp().run(x + w) == values + [[11, 22], 0])
    #expect(try program.jvp().run(x + [[1, 2], 1]) == values + [[1, 2], [0, 0], 0, [1, 2]])
    for mode in [JacobianMode.rows, .columns] {
      let blocks = try program.jacobian(mode: mode).run(x)
      let identity = Tensor<Double>.identity(2)
      #expect(
        blocks == [
          identity, .zeros([2]), .zeros([2, 2]), .zeros([2]), .zeros([2]), 0, identity, .zeros([2]),
        ])
    }
    let batch = try program.vmap(over: [0], count: 2).run([[[1, 2], [3, 4]], 7] as [Tensor<Double>])
    #expect(batch == [[[1, 2], [3, 4]], [[1, 1], [2, 2]], [3, 3], [[1, 2], [3, 4]]])
    #expect(try program.vmap(over: [], count: 2).run(x)[0] == [[5, 5], [6, 6]])
  }
}
