// SPDX-License-Identifier: Apache-2.0
import Optimization
import Tensors
import Testing

/// One row for each update rule.
@Suite struct FirstOrderTests {
  struct Rule: CustomTestStringConvertible {
    let testDescription: String
    /// The change of parameters (2, -4) by the first update along the gradient (0.5, -3), by hand.
    let first: [Double]?
    let update: @Sendable (inout Tensor<Double>, [Tensor<Double>]) -> Void
    let minimize: @Sendable (Int) throws -> Minimum

    init<Method: FirstOrderMethod>(_ method: Method, first: [Double]?) {
      testDescription = "\(Method.self)"
      self.first = first
      update = { parameters, gradients in
        var state = method.initialState(parameterCount: parameters.count)
        for gradient in gradients { method.update(&parameters, along: gradient, state: &state) }
      }
      minimize = { _ in
        let bowl = TestObjective(parameters: 2) { x in
          (x[0] * x[0] + 3 * x[1] * x[1], [2 * x[0], 6 * x[1]])
        }
        return try method.minimize(bowl, from: [2, -1])
      }
    }
  }

  static let limits = Limits(iterations: 5000)

  static let rules = [
    Rule(GradientDescent(learningRate: 0.1, limits: limits), first: [-0.05, 0.3]),
    Rule(GradientDescent(learningRate: 0.1, momentum: .heavyBall(0.5), limits: limits), first: [-0.05, 0.3]),
    Rule(
      GradientDescent(learningRate: 0.1, momentum: .nesterov(0.5), limits: limits), first: [-0.075, 0.45]),
    Rule(Adam(learningRate: 0.01, limits: limits), first: [-0.01, 0.01]),
    // η(λθ) beside the step of Adam: 0.01·0.01·(2, -4).
    Rule(AdamW(learningRate: 0.01, limits: limits), first: [-0.0102, 0.0104]),
    Rule(AMSGrad(learningRate: 0.01, limits: limits), first: [-0.01, 0.01]),
    // (β₁·m/(1 - β₁²) + g) with m = 0.1g: 1 + 0.09/0.19.
    Rule(NAdam(learningRate: 0.01, limits: limits), first: [-0.01, 0.01].map { $0 * (1 + 0.09 / 0.19) }),
    Rule(Adamax(learningRate: 0.01, limits: limits), first: [-0.01, 0.01]),
    // Plain momentum at first: m̂ = g.
    Rule(RAdam(learningRate: 0.01, limits: limits), first: [-0.005, 0.03]),
    // v = (1 - β₂)(g - m)² with g - m = 0.9g: a step of 1/0.9.
    Rule(AdaBelief(learningRate: 0.01, limits: limits), first: [-0.01 / 0.9, 0.01 / 0.9]),
    // v = 0.01g²: a step of 10.
    Rule(RMSProp(learningRate: 0.001, limits: limits), first: [-0.01, 0.01]),
    Rule(Adagrad(learningRate: 0.5, limits: limits), first: [-0.5, 0.5]),
    // √(1e-6)/√(0.1g² + 1e-6)·g, but for the 1e-6 below.
    Rule(Adadelta(limits: limits), first: [-1e-3 / 0.1.squareRoot(), 1e-3 / 0.1.squareRoot()]),
    Rule(Lion(learningRate: 1e-3, limits: limits), first: [-1e-3, 1e-3]),
    Rule(Rprop(learningRate: 0.01, limits: limits), first: [-0.01, 0.01]),
    // The update (1, -1) has length √2, the parameters √20.
    Rule(
      LAMB(learningRate: 0.01, weightDecay: 0, limits: limits),
      first: [-0.01, 0.01].map { $0 * 10.0.squareRoot() }),
    Rule(Muon(learningRate: 0.01, momentum: 0.5, matrices: [], limits: limits), first: [-0.0075, 0.045]),
  ]

  @Test("the first update is that of the paper", arguments: rules)
  func firstUpdate(_ rule: Rule) throws {
    var parameters: Tensor<Double> = [2, -4]
    rule.update(&parameters, [[0.5, -3]])
    let expected = try #require(rule.first)
    for (i, (x, start)) in zip(parameters.scalars, [2.0, -4]).enumerated() {
      #expect(abs(x - start - expected[i]) <= 1e-4 * abs(expected[i]), "\(x - start), \(expected[i])")
    }
  }

  @Test("every rule goes down a bowl", arguments: rules)
  func bowl(_ rule: Rule) throws {
    let minimum = try rule.minimize(0)
    #expect(minimum.value < 1e-2, "\(minimum.value), \(minimum.status)")
  }

  @Test("a gradient of 0 moves nothing", arguments: rules)
  func atRest(_ rule: Rule) {
    var parameters: Tensor<Double> = [0, 0]
    rule.update(&parameters, [[0, 0], [0, 0], [0, 0]])
    #expect(parameters == [0, 0])
  }

  @Test("Muon makes the update of a matrix orthogonal, wide or tall", arguments: [(2, 3), (3, 2)])
  func orthogonal(rows: Int, columns: Int) throws {
    let method = Muon(learningRate: 1, momentum: 0, matrices: [(0, rows, columns)])
    var x = Tensor<Double>.zeros([6])
    var state = method.initialState(parameterCount: 6)
    method.update(&x, along: [3, 1, 0, -1, 2, 5], state: &state)
    let matrix = try x.reshaped(to: [rows, columns])
    let square = try symmetricProduct(of: matrix, transposing: rows > columns)
    let scale = max(1, Double(rows) / Double(columns))
    for value in try SymmetricEigen(square).values.scalars {
      #expect((0.4...1.5).contains(value / scale), "\(value)")
    }
  }

  @Test("Muon's update of a matrix does not depend on the size of the gradient", arguments: [1e-6, 1e6])
  func size(scale: Double) {
    let method = Muon(learningRate: 1, momentum: 0, matrices: [(0, 2, 3)])
    let gradient: Tensor<Double> = [3, 1, 0, -1, 2, 5]
    var (one, other) = (Tensor<Double>.zeros([6]), Tensor<Double>.zeros([6]))
    var state = method.initialState(parameterCount: 6)
    method.update(&one, along: gradient, state: &state)
    state = method.initialState(parameterCount: 6)
    method.update(&other, along: gradient * scale, state: &state)
    #expect(zip(one.scalars, other.scalars).allSatisfy { ($0 - $1).magnitude < 1e-12 })
  }

  @Test(
    "Muon's update is that of Newton-Schulz steps taken element by element",
    arguments: [(2, 3), (4, 2), (3, 3)])
  func newtonSchulz(rows: Int, columns: Int) {
    let gradient = (0..<rows * columns).map { Double.sin(Double(3 * $0 + 1)) }
    let method = Muon(learningRate: 1, momentum: 0.5, matrices: [(1, rows, columns)])
    var x = Tensor<Double>.zeros([rows * columns + 1])
    var state = method.initialState(parameterCount: x.count)
    method.update(&x, along: Tensor([2] + gradient), state: &state)

    func product(_ a: [[Double]], _ b: [[Double]]) -> [[Double]] {
      a.map { row in
        b[0].indices.map { j in row.indices.reduce(0) { $0 + row[$1] * b[$1][j] } }
      }
    }
    func transposed(_ a: [[Double]]) -> [[Double]] { a[0].indices.map { j in a.map { $0[j] } } }
    // Nesterov's momentum of the first gradient is 1.5 of it, of which only the direction counts.
    let norm = gradient.reduce(0) { $0 + $1 * $1 }.squareRoot()
    var matrix = (0..<rows).map { i in (0..<columns).map { gradient[i * columns + $0] / norm } }
    for _ in 0..<5 {
      let once = product(product(matrix, transposed(matrix)), matrix)
      let twice = product(product(matrix, transposed(matrix)), once)
      for i in 0..<rows {
        for j in 0..<columns {
          matrix[i][j] = 3.4445 * matrix[i][j] - 4.775 * once[i][j] + 2.0315 * twice[i][j]
        }
      }
    }
    let scale = max(1, Double(rows) / Double(columns)).squareRoot()
    #expect(abs(x.scalars[0] + 3) < 1e-12, "what is no matrix gets plain momentum")
    for (own, expected) in zip(x.scalars.dropFirst(), matrix.joined()) {
      #expect(abs(own + scale * expected) < 1e-10, "\(own), \(-scale * expected)")
    }
  }

  @Test("records show the rate of each update") func rates() throws {
    let bowl = TestObjective(parameters: 1) { x in (x[0] * x[0], [2 * x[0]]) }
    let rule = GradientDescent(learningRate: 0.4, limits: .iterations(3)).clipped(norm: 10)
      .scheduled(.step(interval: 1, factor: 0.5))
    let rates = try rule.minimize(bowl, from: [1]).history.dropFirst().map(\.stepLength)
    #expect(rates == [0.4, 0.2, 0.1])
  }

  static let schedules: [(Schedule, [(Int, Double)])] = [
    (.constant, [(0, 1), (1000, 1)]),
    (.step(interval: 10, factor: 0.5), [(0, 1), (9, 1), (10, 0.5), (25, 0.25)]),
    (.exponential(factor: 0.9), [(0, 1), (2, 0.81)]),
    (.cosine(total: 110, warmUp: 10), [(0, 0.1), (9, 1), (10, 1), (60, 0.5), (110, 0), (500, 0)]),
    (
      .oneCycle(total: 100, rise: 0.5, initial: 0.2, final: 0),
      [(0, 0.2), (25, 0.6), (50, 1), (75, 0.5), (100, 0)]
    ),
  ]

  @Test("schedules pass through known points", arguments: schedules.indices)
  func schedule(_ index: Int) {
    let (schedule, points) = Self.schedules[index]
    for (update, factor) in points {
      #expect(abs(schedule.factor(at: update) - factor) < 1e-12, "\(schedule) at \(update)")
    }
  }

  static let wrongSchedules: [Schedule] = [
    .step(interval: 0, factor: 0.5), .step(interval: 1, factor: -1), .exponential(factor: .nan),
    .cosine(total: 0), .cosine(total: 10, warmUp: 10), .cosine(total: 10, final: -1),
    .oneCycle(total: 0), .oneCycle(total: 10, rise: 1), .oneCycle(total: 10, initial: 0),
  ]

  @Test("schedules that make no sense are refused", arguments: wrongSchedules)
  func wrongSchedule(_ schedule: Schedule) {
    let bowl = TestObjective(parameters: 1) { x in (x[0] * x[0], [2 * x[0]]) }
    #expect(throws: OptimizationError.self) {
      try Adam().scheduled(schedule).minimize(bowl, from: [1])
    }
  }

  @Test("changes of a rule compose")
  func changes() {
    let rule = GradientDescent(learningRate: 1).clipped(norm: 1).weightDecayed(0.5).scheduled(
      .step(interval: 1, factor: 0.5))
    var (x, state) = (Tensor<Double>([2.0, 0]), rule.initialState(parameterCount: 2))
    // The gradient with decay, (3, 4) + 0.5·(2, 0), has length √32 and is cut to 1.
    rule.update(&x, along: [3, 4], state: &state)
    #expect(abs(x.scalars[0] - (2 - 0.5.squareRoot())) < 1e-12)
    let before = x.scalars[1]
    rule.update(&x, along: [-0.5 * x.scalars[0], 0.1 - 0.5 * x.scalars[1]], state: &state)
    #expect(abs(x.scalars[1] - (before - 0.05)) < 1e-12, "half the rate at the second update")
  }

  @Test func plateau() {
    let rule = GradientDescent(learningRate: 1).reducedOnPlateau(factor: 0.1, patience: 2)
    var (x, state) = (Tensor<Double>([0.0]), rule.initialState(parameterCount: 1))
    for value in [5.0, 4, 4, 4] { rule.observe(value: value, state: &state) }
    rule.update(&x, along: [1], state: &state)
    #expect(abs(x.scalars[0] + 0.1) < 1e-12)
  }

  @Test func averages() {
    var (plain, decaying) = (ParameterAverage(), ParameterAverage(decay: 0.5))
    for x in [1.0, 2, 6] {
      plain.add(Tensor([x]))
      decaying.add(Tensor([x]))
    }
    #expect(plain.parameters == [3])
    #expect(decaying.parameters == [3.75])
  }
}
