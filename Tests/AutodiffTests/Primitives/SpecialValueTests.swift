// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

@Suite struct SpecialValueTests {
  private static let scalarTypes: [any ExecutionScalar.Type] = [Double.self, Float.self]
  /// The elementwise rows, each in its first form.
  private static let functions = Row.elementwise.filter { $0.function != nil && Set($0.shapes).count == 1 }
  private static let withSpecials = functions.filter { !$0.special.isEmpty }

  @Test("elementwise values at special points are the C library's", arguments: functions, scalarTypes)
  func values(_ row: Row, _ type: any ExecutionScalar.Type) throws {
    try check(row, type)
  }

  /// Numbers where functions are not like elsewhere, in all combinations.
  private static func points<S: Real>(_ operandCount: Int) -> [[S]] {
    let numbers: [S] = [
      0, -0.0, 1, -1, 0.5, .infinity, -.infinity, .nan, .leastNonzeroMagnitude, -.leastNonzeroMagnitude,
      .leastNormalMagnitude, .greatestFiniteMagnitude, 80, -80, 800, -800,
    ]
    return (0..<operandCount).reduce([[]]) { points, _ in
      points.flatMap { point in numbers.map { point + [$0] } }
    }
  }

  // Kernels of their own are faster than the value that a primitive states: they must agree.
  @Test("elementwise values are those that the primitive states", arguments: functions)
  func statedValues(_ row: Row) throws {
    let program = try Program(inputs: row.shapes.map { _ in [] }) { [row.body($0)] }
    let lines = program.list.nodes.compactMap { $0.operation?.takeUnretainedValue() }
    for operation in lines where lines.count == 1 {
      let points: [[Double]]
      let stated: [Double]
      switch operation.primitive {
      case let primitive as any UnaryElementwise:
        points = Self.points(1)
        stated = points.map { type(of: primitive).value($0[0]) }
      case let primitive as any BinaryElementwise:
        points = Self.points(2)
        stated = points.map { type(of: primitive).value($0[0], $0[1]) }
      default: continue
      }
      let operands = points[0].indices.map { i in Tensor(points.map { $0[i] }) }
      let values = try Program(inputs: operands.map(\.shape)) { [operation($0)] }.run(operands)[0].scalars
      for (point, (value, expected)) in zip(points, zip(values, stated)) {
        let isSame = value == expected || value.isNaN && expected.isNaN
        #expect(
          isSame || (value - expected).magnitude <= 8 * expected.ulp + .leastNormalMagnitude,
          "at \(point): \(value) instead of \(expected)")
      }
    }
  }

  private func check<S: ExecutionScalar>(_ row: Row, _: S.Type) throws {
    let function = try #require(row.function)
    let points: [[S]] = Self.points(row.shapes.count)
    let operands = row.shapes.indices.map { i in Tensor(points.map { $0[i] }) }
    let y = try Program(inputs: operands.map(\.shape)) { [row.body($0)] }.run(operands)[0]
    for (point, element) in zip(points, y.scalars) {
      let expected = S(function(point.map { Double($0) }))
      let isSame = element == expected || element.isNaN && expected.isNaN
      // The C library's functions are right to an ulp or two, in Float and in Double.
      #expect(
        isSame || (element - expected).magnitude <= 4 * expected.ulp + S.leastNormalMagnitude,
        "at \(point): \(element) instead of \(expected)")
    }
  }

  @Test("slopes at special points follow the stated rules", arguments: withSpecials)
  func slopes(_ row: Row) throws {
    let program = try Program(inputs: row.shapes.map { _ in [] }) { [row.body($0)] }
    let (vjp, jvp) = (FlatProgram<Double>(try program.vjp()), FlatProgram<Double>(try program.jvp()))
    let twice = FlatProgram<Double>(try program.vjp().vmap(count: 2))
    func same(_ a: [Double], _ b: [Double]) -> Bool {
      Tensor(a).distance(to: Tensor(b)) <= 2 * Double.ulpOfOne * Tensor(b).largestMagnitude
    }
    for special in row.special {
      let (x, text) = (special.point, Comment("at \(special.point)"))
      let pulled = try vjp(x + [1])
      #expect(same(pulled, [special.value] + special.slopes), text)
      for i in x.indices {
        let pushed = try jvp(x + x.indices.map { $0 == i ? 1 : 0 })
        #expect(same(pushed, [special.value, special.slopes[i]]), text)
      }
      #expect(try vjp(x + [0]).dropFirst().allSatisfy { $0 == 0 }, "a zero cotangent stays zero \(text)")
      #expect(try jvp(x + x.map { _ in 0 }).last == 0, "a zero tangent stays zero \(text)")
      #expect(same(try twice((x + [1]).flatMap { [$0, $0] }), pulled.flatMap { [$0, $0] }), text)
    }
  }

  /// A function that hides a pole or a branch point behind `select`, a point, and the slope there.
  struct Hidden: Sendable, CustomTestStringConvertible {
    let name: String
    let point: Double
    let slope: Double
    let function: @Sendable (Variable) -> Variable
    var testDescription: String { "\(name) at \(point)" }

    init(
      _ name: String, _ function: @escaping @Sendable (Variable) -> Variable, at point: Double, slope: Double
    ) {
      (self.name, self.function, self.point, self.slope) = (name, function, point, slope)
    }
  }

  static let hidden: [Hidden] = [
    Hidden("root chosen", { select($0 > 0, sqrt($0), 0) }, at: 0, slope: 0),
    Hidden("root chosen", { select($0 > 0, sqrt($0), 0) }, at: -1, slope: 0),
    Hidden("root chosen", { select($0 > 0, sqrt($0), 0) }, at: 4, slope: 0.25),
    Hidden("root of a choice", { sqrt(select($0 > 0, $0, 0)) }, at: 0, slope: 0),
    Hidden("root of a choice", { sqrt(select($0 > 0, $0, 0)) }, at: -1, slope: 0),
    Hidden("logarithm", { select($0 > 0, log($0), 3 * $0) }, at: 0, slope: 3),
    Hidden("logarithm of a choice", { log(select($0 > 0, $0, 0)) }, at: -2, slope: 0),
    Hidden("sine over argument", { select($0 .!= 0, sin($0) / $0, 1) }, at: 0, slope: 0),
    Hidden("power", { select($0 > 0, pow($0, 0.25), 2 * $0) }, at: 0, slope: 2),
    Hidden("overflow", { select($0 > 1000, 1, exp(-$0)) }, at: 2000, slope: 0),
    Hidden("reciprocal", { select($0 .== 0, 0, 1 / $0) }, at: 0, slope: 0),
    Hidden("relu before a root", { sqrt(relu($0)) }, at: 0, slope: 0),
    Hidden(
      "choice of a sum of roots", { select($0 > 0, sum(sqrt(stack([$0, 4 * $0]))), $0) }, at: 0, slope: 1),
  ]

  @Test("a branch that is not taken gives zero, not NaN, to second order", arguments: hidden)
  func untakenBranch(_ hidden: Hidden) throws {
    let (point, slope) = (Tensor(hidden.point), hidden.slope)
    let program = try Program(inputs: [[]]) { [hidden.function($0[0])] }
    #expect(try program.gradient().run([point]) == [Tensor(slope)])
    #expect(try program.jvp().run([point, 1])[1] == Tensor(slope))
    #expect(try program.gradient().vmap(count: 1).run([Tensor([hidden.point])]) == [Tensor([slope])])
    // Twice the derivative of the branch taken: a root at 4, straight lines elsewhere.
    let curvature = hidden.point == 4 ? -0.03125 : 0
    #expect(try program.hessian().run([point]) == [Tensor(curvature)])
    #expect(try program.gradient().gradient().run([point]) == [Tensor(curvature)])
  }

  @Test("ties of an extremum share the slope") func ties() throws {
    func slope(_ x: [Double], of function: (Variable) -> Variable) throws -> [Double] {
      try gradient(at: Tensor(x), of: function).scalars
    }
    #expect(try slope([1, 3, 3, 2]) { max($0) } == [0, 0.5, 0.5, 0])
    #expect(try slope([1, 1, 3, 1]) { 3 * min($0) } == [1, 1, 0, 1])
    #expect(
      try gradient(at: [[1, 2], [1, 0]]) { sum(max($0, along: 0)) } == [[0.5, 1], [0.5, 0]] as Tensor<Double>)
    #expect(try slope([0, -0.0]) { max($0) } == [0.5, 0.5])
    #expect(try slope([.infinity, 1, .infinity]) { max($0) } == [0.5, 0, 0.5])
    #expect(try slope([-.infinity, -.infinity]) { max($0) } == [0.5, 0.5])
    #expect(try jvp(at: Tensor<Double>([2, 2, 1]), along: [1, 3, 100]) { max($0) }.derivative == 2)
    #expect(try slope([1, .nan]) { max($0) }.allSatisfy(\.isNaN), "a NaN does not pass in silence")
  }

  @Test("NaN and infinities in reductions") func nonFiniteReductions() throws {
    func values(_ x: [Double]) throws -> [Double] {
      try Program(inputs: [[x.count]]) { [stack([sum($0[0]), max($0[0]), min($0[0]), logSumExp($0[0])])] }
        .run([Tensor(x)])[0].scalars
    }
    #expect(try values([1, .nan, 2]).allSatisfy(\.isNaN))
    #expect(try values([.nan, 1, 2]).allSatisfy(\.isNaN))
    #expect(try values([1, .infinity]) == [.infinity, .infinity, 1, .infinity])
    #expect(try values([0, -.infinity]) == [-.infinity, 0, -.infinity, 0])
    #expect(try values([-.infinity, -.infinity]) == [-.infinity, -.infinity, -.infinity, -.infinity])
  }

  @Test("logSumExp of nothing but -infinity has no slope") func logSumExpOfZeros() throws {
    let x = Tensor(repeating: -Double.infinity, shape: [3])
    let (y, slope) = try valueWithGradient(at: x) { logSumExp($0) }
    #expect(y == Tensor(-Double.infinity) && slope == .zeros([3]))
  }

  @Test("logSumExp neither overflows nor underflows", arguments: [1000, -1000, 0, 1e300])
  func logSumExpFar(_ offset: Double) throws {
    let x = Tensor([offset, offset + 0.1])
    let gap = x.scalars[1] - x.scalars[0]
    let (y, slope) = try valueWithGradient(at: x) { logSumExp($0) }
    #expect(y.isClose(to: Tensor(offset + CLibrary.log(1 + CLibrary.exp(gap))), 1e-15))
    // exp(x - y) sees the rounding of y: half an ulp of 1000 is 6e-14.
    let share = CLibrary.sigmoid(gap)
    #expect(offset.magnitude > 1e6 || slope.isClose(to: Tensor([1 - share, share]), 2e-13))
  }

  @Test("softmax of far numbers") func softmaxFar() throws {
    let x: Tensor<Double> = [1e4, -1e4, 0]
    let (y, pullback) = try vjp(at: x) { softmax($0) }
    #expect(y == [1, 0, 0])
    #expect(try pullback([1, 2, 3]) == [0, 0, 0])
    #expect(try jvp(at: x, along: [1, 1, 1]) { softmax($0) }.derivative == [0, 0, 0])
    let shifted = try Program(inputs: [[2]]) { [softmax($0[0])] }.run([Tensor<Double>([-1e4, -1e4 + 1])])[0]
    #expect(shifted.isClose(to: Tensor([CLibrary.sigmoid(-1), CLibrary.sigmoid(1)]), 1e-12))
    #expect(
      try Program(inputs: [[2]]) { [softmax($0[0])] }.run([Tensor([-Double.infinity, 3])])[0] == [0, 1])
  }

  @Test("tensors without elements") func empty() throws {
    let program = try Program(inputs: [[0], [2, 0]]) { v in
      [
        sum(v[0]), mean(v[0]), logSumExp(v[0]), sum(v[1], along: 1), exp(v[0]) * 2, max(v[1], along: 0),
        matmul(v[1], v[1], transposing: .right), softmax(v[0]), concatenate([v[0], v[0]]),
        sum(v[1], along: 0),
      ]
    }
    let nothing = [Tensor<Double>.zeros([0]), .zeros([2, 0])]
    let y = try program.run(nothing)
    #expect(y[0] == 0)
    #expect(y[1].scalars[0].isNaN)
    #expect(y[2] == Tensor(-.infinity))
    #expect(y[3] == [0, 0])
    #expect(y[6] == .zeros([2, 2]))
    #expect([4, 5, 7, 8, 9].map { y[$0].shape } == [[0], [0], [0], [0], [0]])
    let pulled = try program.vjp().run(nothing + program.outputShapes.map { Tensor.ones($0) })
    #expect(pulled.suffix(2) == nothing[...])
    #expect(try program.jacobian(mode: .rows).outputShapes == program.jacobian(mode: .columns).outputShapes)
  }
}
