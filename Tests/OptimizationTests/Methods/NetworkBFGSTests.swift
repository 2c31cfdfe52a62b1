// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Optimization
import PlaygroundProblems
import Tensors
import Testing

/// BFGS on a layer of two sigmoid units, from starts whose units are undecided, decided and saturated.
@Suite struct NetworkBFGSTests {
  static let searches: [any LineSearch] = [
    StrongWolfe(), Doubling(sufficientDecrease: 1e-4, curvature: 0.1),
    Doubling(sufficientDecrease: 1e-5, curvature: 0.3), Doubling(sufficientDecrease: 1e-6, curvature: 0.5),
  ]

  @Test("no false convergence, and no step up", arguments: [0.01, 1, 100], searches.indices)
  func everyScale(scale: Double, search: Int) throws {
    let objective = try LayerProblem.objective()
    for seed in 1...20 as ClosedRange<UInt64> {
      let start = LayerProblem.start(scale: scale, seed: seed)
      let minimum = try BFGS(lineSearch: Self.searches[search]).minimize(objective, from: start)
      let ending = try LayerProblem.Ending(minimum, of: objective)
      #expect(!ending.isFalse, "seed \(seed): \(minimum.status) at \(minimum.value)")
      #expect(ending.isMonotone, "seed \(seed)")
      #expect(minimum.value.isFinite && minimum.parameters.isFinite, "seed \(seed)")
      if scale < 100 { #expect(minimum.value < 1e-6, "seed \(seed): \(minimum.value), \(minimum.status)") }
    }
  }

  @Test("a plateau is left, a bowl is not")
  func plateau() throws {
    // A well at 0 with flat surroundings, where the gradient is e⁻³⁰, and one that rises on both sides.
    let well = TestObjective(parameters: 1) { x in
      let bell = Double.exp(-x[0] * x[0] / 2)
      return (1 - bell, [x[0] * bell])
    }
    let left = try BFGS().minimize(well, from: [8])
    #expect(left.status.isConverged && left.value < 1e-8, "\(left.value), \(left.status)")
    let bowl = TestObjective(parameters: 1) { x in (1 + (x[0] - 3) * (x[0] - 3), [2 * (x[0] - 3)]) }
    let stays = try BFGS().minimize(bowl, from: [3 + 1e-10])
    #expect(stays.status == .converged(by: .gradient) && stays.iterations == 0)
    #expect(stays.evaluations.values == 2)
  }

  @Test("the last iterations converge superlinearly with exact gradients")
  func superlinear() throws {
    // The squared distance to a target within the sigmoid's range has its minimum at finite weights.
    let inputs: Tensor<Double> = [[1, 2, -1], [-1, 1, 0], [0.5, -0.3, 1], [0.2, 0.5, 0.9]]
    let targets: Tensor<Double> = [0.3, 0.7, 0.6, 0.4]
    let objective = try Objective(parameters: 3) { w in
      let residuals = sigmoid(matmul(Variable(inputs), w)) - Variable(targets)
      return sum(residuals * residuals)
    }
    let minimum = try BFGS(gradientTolerance: 1e-12).minimize(objective, from: [0.1, -0.2, 0.3])
    let norms = minimum.history.suffix(4).map(\.gradientNorm)
    #expect(minimum.status.isConverged, "\(minimum.status)")
    #expect(norms[3] < 1e-3 * norms[0] && norms[2] / norms[1] < norms[1] / norms[0] * 2, "\(norms)")
  }
}
