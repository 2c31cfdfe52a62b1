// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct SparseDerivativeTests {
  private static func matrix(_ rows: [[Double]], columns: Int) -> Tensor<Double> {
    Naive.tensor([rows.count, columns]) { rows[$0[0]][$0[1]] }
  }

  @Test("the Jacobians of the known patterns", arguments: SparsityCase.all)
  func knownPatterns(_ example: SparsityCase) throws {
    let program = try example.program()
    var draws = Draws(seed: 1)
    let x = program.inputShapes.map { draws.tensor($0) }
    for mode in [nil, .rows, .columns] as [JacobianMode?] {
      let derivative = try program.sparseJacobian(mode: mode)
      let J = try derivative.run(x)
      let expected = Self.matrix(
        try DenseDerivatives.jacobian(of: program, at: x), columns: J.pattern.columnCount)
      #expect(J.dense().isClose(to: expected), "\(derivative)")
      #expect(mode == nil || derivative.mode == mode)
      let (m, n) = (J.pattern.rowCount, J.pattern.columnCount)
      #expect(derivative.colorCount <= (mode == .rows ? m : mode == .columns ? n : min(m, n)))
      #expect(derivative.isCompressed == derivative.reason.hasPrefix("compressed"))
    }
  }

  @Test("random programs: the same Jacobian by every way as without regard to sparsity", arguments: 0..<12)
  func randomJacobians(_ block: Int) throws {
    for seed in block * 10..<(block + 1) * 10 {
      let program = try ProgramGenerator.program(seed: seed, length: 16)
      var draws = Draws(seed: seed + 5000)
      let x = program.inputShapes.map { draws.tensor($0) }
      let columns = program.inputShapes.reduce(0) { $0 + $1.elementCount }
      let expected = Self.matrix(try DenseDerivatives.jacobian(of: program, at: x), columns: columns)
      for mode in [nil, .rows, .columns] as [JacobianMode?] {
        let derivative = try program.sparseJacobian(mode: mode)
        #expect(
          try derivative.run(x).dense().isClose(to: expected), "seed \(seed), \(derivative)\n\(program)")
      }
    }
  }

  @Test("random programs: the same Hessian as without regard to sparsity", arguments: 0..<12)
  func randomHessians(_ block: Int) throws {
    for seed in block * 10..<(block + 1) * 10 {
      let values = try ProgramGenerator.program(seed: seed, length: 12)
      let program = try Program(inputs: values.inputShapes) { v in
        [values(v).reduce(0) { $0 + sum($1 * $1 * $1) }]
      }
      var draws = Draws(seed: seed + 6000)
      let x = program.inputShapes.map { draws.tensor($0) }
      let columns = program.inputShapes.reduce(0) { $0 + $1.elementCount }
      let expected = Self.matrix(
        try DenseDerivatives.jacobian(of: program.gradient(), at: x), columns: columns)
      let derivative = try program.sparseHessian()
      let H = try derivative.run(x)
      #expect(H.dense().isClose(to: expected, 1e-12), "seed \(seed), \(derivative)\n\(program)")
      #expect(derivative.pattern.transposed() == derivative.pattern)
    }
  }

  @Test("the way is chosen by the number of sweeps, and says so") func reasons() throws {
    func reason(_ shapes: [Shape], mode: JacobianMode? = nil, _ body: ([Variable]) -> Variable) throws
      -> String
    {
      try Program(inputs: shapes) { [body($0)] }.sparseJacobian(mode: mode).reason
    }
    #expect(
      try reason([[1000]]) { SparsityCase.broyden($0[0]) }
        == "compressed columns: 3 sweeps instead of 1000; 2998 of 1000000 entries can be non-zero")
    #expect(
      try reason([[50]], mode: .rows) { SparsityCase.broyden($0[0]) }
        == "compressed rows, as asked for: 3 sweeps instead of 50; 148 of 2500 entries can be non-zero")
    #expect(
      try reason([[3, 40]]) { sum($0[0] * $0[0], along: 0) }
        == "compressed rows: 1 sweep instead of 40; 120 of 4800 entries can be non-zero")
    #expect(
      try reason([[3]]) { v in exp(v[0].broadcast(to: [5, 3])) * sum(v[0]) }
        == "dense columns: 3 sweeps, compression saves none; 45 of 45 entries can be non-zero")
    #expect(
      try reason([[7]]) { sum($0[0]) }
        == "dense rows: 1 sweep, compression saves none; 7 of 7 entries can be non-zero")
    let chain = try Program(inputs: [[100]]) { [Self.rosenbrock($0[0])] }.sparseHessian()
    #expect(
      chain.description
        == "compressed columns by symmetry: 3 sweeps instead of 100; 298 of 10000 entries can be non-zero")
  }

  /// Rosenbrock's function as a chain; its Hessian is tridiagonal.
  private static func rosenbrock(_ x: Variable) -> Variable {
    let (a, b) = (x[..<(x.shape[0] - 1)], x[1...])
    return sum(100 * pow(b - a * a, 2) + pow(1 - a, 2))
  }

  @Test("the Hessian of Rosenbrock's chain by its formula") func rosenbrockHessian() throws {
    var draws = Draws(seed: 2)
    let x = draws.tensor([9])
    let H = try sparseHessian(at: x) { Self.rosenbrock($0) }
    let expected = Naive.tensor([9, 9]) { index in
      let (i, j) = (index[0], index[1])
      let t = x.scalars
      if i == j {
        return (i < 8 ? 1200 * t[i] * t[i] - 400 * t[i + 1] + 2 : 0) + (i > 0 ? 200 : 0)
      }
      return abs(i - j) == 1 ? -400 * t[min(i, j)] : 0
    }
    #expect(H.dense().isClose(to: expected))
    #expect(H.pattern.count == 25)
  }

  @Test("an arrowhead's Hessian takes two sweeps") func arrowhead() throws {
    let program = try Program(inputs: [[12]]) { v in [sum(sin(v[0][1...]) * v[0][0]) + pow(v[0][0], 3)] }
    let derivative = try program.sparseHessian()
    #expect(derivative.colorCount == 2)
    var draws = Draws(seed: 3)
    let x = draws.tensor([12])
    #expect(try derivative.run([x]).dense().isClose(to: program.hessian().run([x])[0]))
  }

  @Test("a sum's Hessian has no entries") func linear() throws {
    let H = try sparseHessian(at: Tensor<Double>.ones([2, 2])) { sum(3 * $0) }
    #expect(H.pattern.count == 0)
    #expect(H.dense() == .zeros([4, 4]))
  }

  @Test("an executable serves many points, in either precision") func executables() throws {
    let derivative = try Program(inputs: [[20]]) { [SparsityCase.broyden($0[0])] }.sparseJacobian()
    let (run, single) = (derivative.compiled(for: Double.self), derivative.compiled(for: Float.self))
    for seed in 0..<3 {
      var draws = Draws(seed: seed)
      let x = draws.tensor([20])
      let expected = Naive.tensor([20, 20]) { i in
        switch i[1] - i[0] {
        case 0: 3 - 4 * x.scalars[i[0]]
        case -1: -1
        case 1: -2
        default: 0
        }
      }
      #expect(try run([x]).dense().isClose(to: expected))
      #expect(try single([Tensor<Float>(x)]).dense().isClose(to: Tensor<Float>(expected), 1e-6))
    }
    let error = #expect(throws: ShapeError.self) { try run([]) }
    #expect(error?.reason == "the program takes 1 inputs of shapes [[20]]")
  }

  @Test("one number, several, and none are refused or served as by the dense transforms") func refusals()
    throws
  {
    let two = try Program(inputs: [[2]]) { [$0[0]] }
    #expect(throws: DerivativeError.self) { try two.sparseHessian() }
    #expect(throws: DerivativeError.self) { try two.sparseJacobian(by: [1]) }
    #expect(try sparseJacobian(at: Tensor<Double>(3)) { $0 * $0 }.dense() == [[6]])
  }
}

@Suite struct SparseMatrixTests {
  private let matrix: SparseMatrix<Double>

  init() throws {
    matrix = try sparseJacobian(at: [1, 2, 3]) { x in concatenate([x[0..<2] * x[1..<3], x[0..<2], x[2..<3]]) }
  }

  @Test("elements, with zeros where there is no entry") func elements() {
    #expect(matrix.dense() == [[2, 1, 0], [0, 3, 2], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    #expect(matrix[1, 2] == 2)
    #expect(matrix[0, 2] == 0)
    #expect(matrix.values == [2, 1, 3, 2, 1, 1, 1])
    #expect(matrix.shape == [5, 3])
    #expect(matrix.description == matrix.dense().description)
  }

  @Test("products with vectors, and of the transpose") func products() throws {
    #expect(try matmul(matrix, [1, 10, 100]) == [12, 230, 1, 10, 100])
    #expect(try matmul(matrix, [1, 10, 100, 1000, 10000], transposing: .left) == [102, 1031, 10020])
    let error = #expect(throws: ShapeError.self) { try matmul(matrix, [1, 2]) }
    #expect(error?.description == "matmul([5, 3], [2]): a vector of 3 elements is needed")
  }
}
