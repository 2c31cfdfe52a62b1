// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A way of a method down a surface.
struct Descent: Encodable, Sendable {
  /// A method with the options that these surfaces want.
  enum Method: String, CaseIterable, Encodable {
    case gradientDescent = "gradient descent"
    case momentum
    case adam = "Adam"
    case bfgs = "BFGS"
    case newton = "Newton"
  }

  let surface: String
  let method: Method
  let start: [Double]
  let end: [Double]
  let value: Double
  let iterations: Int
  let evaluations: Int
  let status: String
  /// The gradient is 0 to rounding at the end.
  let isStationary: Bool
  /// The end lies outside the square.
  let leaves: Bool
  /// The places after each iteration, the start first.
  let x: [Double]
  let y: [Double]

  private enum CodingKeys: CodingKey {
    case surface, method, start, end, value, iterations, evaluations, status, isStationary, leaves
  }

  init(_ method: Method, down surface: Surface, from start: (x: Double, y: Double), iterations limit: Int)
    throws
  {
    let objective = try surface.objective()
    var places: [(Double, Double)] = []
    let watch: Observer = { state in
      let (x, y) = (state.parameters.scalars[0], state.parameters.scalars[1])
      places.append((x, y))
      return surface.isBounded && max(x.magnitude, y.magnitude) > surface.reach ? .stop : .continue
    }
    let from: Tensor<Double> = [Tensor(start.x), Tensor(start.y)]
    let limits = Limits.iterations(limit)
    let minimum: Minimum
    switch method {
    case .gradientDescent:
      minimum = try GradientDescent(learningRate: 0.02, limits: limits).minimize(
        objective, from: from, observing: watch)
    case .momentum:
      minimum = try GradientDescent(learningRate: 0.02, momentum: .heavyBall(0.9), limits: limits)
        .minimize(objective, from: from, observing: watch)
    case .adam:
      minimum = try Adam(learningRate: 0.05, limits: limits).minimize(objective, from: from, observing: watch)
    case .bfgs: minimum = try BFGS(limits: limits).minimize(objective, from: from, observing: watch)
    case .newton:
      minimum = try TrustRegionNewton(limits: limits).minimize(objective, from: from, observing: watch)
    }
    self.surface = surface.name
    self.method = method
    self.start = [start.x, start.y]
    x = places.map(\.0)
    y = places.map(\.1)
    end =
      minimum.status == .stopped(by: .callback)
      ? [x[x.count - 1], y[y.count - 1]] : minimum.parameters.scalars
    leaves = end.contains { $0.magnitude > surface.reach }
    value = try objective.value(at: Tensor(end))
    self.iterations = minimum.iterations
    evaluations = minimum.evaluations.values
    status = "\(minimum.status)"
    isStationary = try objective.valueWithGradient(at: Tensor(end)).gradient.scalars.allSatisfy {
      $0.magnitude < 1e-6
    }
  }

  /// Whether the end is that place, nearly.
  func ends(at place: [Double], within distance: Double = 1e-4) -> Bool {
    zip(end, place).allSatisfy { ($0 - $1).magnitude < distance }
  }
}
