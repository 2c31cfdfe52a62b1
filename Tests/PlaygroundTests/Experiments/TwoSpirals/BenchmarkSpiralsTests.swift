// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

@Suite struct BenchmarkSpiralsTests {
  @Test("194 points, whose first is at radius 6.5 and straight up")
  func points() throws {
    let points = BenchmarkSpirals.points
    #expect(points.count == 194)
    #expect(points[0] == (0, 3.25, 1))
    // Point 8 is a quarter turn on: radius 6.5·96/104 = 6.
    #expect(abs(points[8].x - 3) < 1e-15 && abs(points[8].y) < 1e-15)
    #expect(points[97].y == -3.25 && points[97].side == -1)
  }

  @Test("networks have the published numbers of weights", arguments: BenchmarkSpirals.Network.allCases)
  func weights(_ network: BenchmarkSpirals.Network) throws {
    let problem = try BenchmarkSpirals(network)
    #expect(problem.model.parameterCount == (network == .layered ? 281 : 138))
    let start = problem.model.initialParameters(seed: 1)
    #expect(try problem.wrong(at: start) > 50)
    #expect(try problem.wrong(at: Tensor(start.scalars.map { _ in .nan })) == 194)
  }

  #if !DEBUG
    /// Paths are chaotic, and seldom one of them ends in a local minimum.
    @Test("Levenberg-Marquardt solves them", arguments: BenchmarkSpirals.Network.allCases)
    func solved(_ network: BenchmarkSpirals.Network) throws {
      let problem = try BenchmarkSpirals(network)
      let (iterations, least) = network == .layered ? (100, 9) : (250, 8)
      let runs = try (1...10).map { try problem.levenbergMarquardt(seed: $0, iterations: iterations) }
      #expect(runs.count { $0.solvedAfter != nil } >= least, "\(runs.map(\.wrong))")
    }
  #endif
}
