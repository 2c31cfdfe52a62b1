// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tensors
import Testing

@testable import Optimization

/// A step solves the trust-region problem if and only if, for some λ, `(H + λI)p = -g`, `H + λI` has no negative
/// eigenvalue, λ is not negative, and is 0 unless the step reaches the boundary.
@Suite struct DiagonalSubproblemTests {
  struct Problem: CustomTestStringConvertible {
    let testDescription: String
    var curvatures: [Double]
    var slopes: [Double]
    var radius: Double
  }

  static let problems: [Problem] = [
    Problem(testDescription: "1x1, inside", curvatures: [2], slopes: [1], radius: 1),
    Problem(testDescription: "1x1, on the boundary", curvatures: [2], slopes: [-8], radius: 1),
    Problem(testDescription: "1x1, a line", curvatures: [0], slopes: [-8], radius: 3),
    Problem(testDescription: "1x1, curved down", curvatures: [-1], slopes: [1e-9], radius: 3),
    Problem(testDescription: "1x1, a maximum", curvatures: [-1], slopes: [0], radius: 3),
    Problem(testDescription: "hard case", curvatures: [-2, 1, 3], slopes: [0, 1, -1], radius: 5),
    Problem(testDescription: "hard case, twice", curvatures: [-2, -2, 3], slopes: [0, 0, -1], radius: 5),
    Problem(
      testDescription: "no hard case: too long", curvatures: [-2, -1, 3], slopes: [0, 9, -1], radius: 5),
    Problem(testDescription: "nearly hard", curvatures: [-2, 1, 3], slopes: [1e-14, 1, -1], radius: 5),
    Problem(
      testDescription: "more nearly hard", curvatures: [-2, 1, 3], slopes: [-1e-200, 1, -1], radius: 5),
    Problem(
      testDescription: "close pair", curvatures: [-2, -2 + 1e-14, 3], slopes: [0, 1e-8, 1], radius: 1e3),
    Problem(testDescription: "semidefinite", curvatures: [0, 1], slopes: [0, 1], radius: 5),
    Problem(testDescription: "semidefinite, short", curvatures: [0, 1], slopes: [0, 1], radius: 0.5),
    Problem(testDescription: "semidefinite, sloped", curvatures: [0, 1], slopes: [1e-9, 1], radius: 5),
    Problem(
      testDescription: "badly scaled", curvatures: [-1e-8, 1, 1e12], slopes: [1e-3, 1e5, -1e9], radius: 1e4),
    Problem(testDescription: "tiny", curvatures: [-1e-150, 1e-150], slopes: [1e-160, 1e-160], radius: 1e-3),
    Problem(testDescription: "huge radius", curvatures: [-1, 1], slopes: [1, 1], radius: 1e100),
    Problem(testDescription: "tiny radius", curvatures: [-1, 1], slopes: [1, 1], radius: 1e-200),
    Problem(testDescription: "no slope", curvatures: [1, 2], slopes: [0, 0], radius: 1),
  ]

  @Test("special cases", arguments: problems)
  func special(_ problem: Problem) { checkOptimality(problem) }

  @Test("random models, definite and indefinite, of any scale", arguments: (1...500).map { UInt64($0) })
  func random(seed: UInt64) {
    var random = Xoshiro256(seed: seed)
    func number(_ range: ClosedRange<Double>) -> Double { Double.random(in: range, using: &random) }
    let n = Int.random(in: 1...12, using: &random)
    let spread = number(0...12)
    let lowest = Int.random(in: -1...1, using: &random)
    var curvatures = (0..<n).map { _ in number(-1...1) * pow(10, number(-spread...0)) }
    if lowest >= 0 { curvatures = curvatures.map { abs($0) } }
    curvatures.sort()
    if lowest == 0 { curvatures[0] = 0 }
    var slopes = (0..<n).map { _ in number(-1...1) * pow(10, number(-spread...0)) }
    // A third is a hard case, or close to one.
    if seed.isMultiple(of: 3) { slopes[0] *= seed.isMultiple(of: 2) ? 0 : 1e-15 }
    checkOptimality(
      Problem(
        testDescription: "seed \(seed)", curvatures: curvatures, slopes: slopes,
        radius: pow(10, number(-6...6))))
  }

  private func checkOptimality(_ problem: Problem) {
    let (v, s, radius) = (problem.curvatures, problem.slopes, problem.radius)
    let solution = DiagonalSubproblem(curvatures: v, slopes: s).solution(within: radius)
    let (p, shift) = (solution.step, solution.shift)
    let length = Tensor(p).norm
    let context: Comment = "\(problem), λ = \(shift), p = \(p)"
    #expect(length <= radius * (1 + 1e-14), context)
    #expect(shift >= 0 && v[0] + shift >= 0, context)
    #expect(shift == 0 || abs(length - radius) <= 1e-12 * radius, context)
    for i in p.indices {
      // λ is known to its last digit only, which is what is left of v + λ close to the hard case.
      let rounding = 4 * .ulpOfOne * (abs(v[i]) + shift) * abs(p[i])
      #expect(abs((v[i] + shift) * p[i] + s[i]) <= rounding + 1e-12 * abs(s[i]), context)
    }
    let terms = zip(p, zip(s, v)).map { [-$0 * $1.0, -$0 * $0 * $1.1 / 2] }.joined()
    let decrease = terms.reduce(0, +)
    let scale = terms.reduce(0) { $0 + abs($1) }
    #expect(abs(solution.decrease - decrease) <= 1e-13 * scale, context)
    #expect(solution.decrease >= 0, context)
  }

  @Test("no random step within the radius does better", arguments: (1...50).map { UInt64($0) })
  func isLowest(seed: UInt64) {
    var random = Xoshiro256(seed: seed)
    let n = Int.random(in: 1...5, using: &random)
    let v = Tensor<Double>.standardNormal([n], using: &random).scalars.sorted()
    let s = Tensor<Double>.standardNormal([n], using: &random).scalars
    let solution = DiagonalSubproblem(curvatures: v, slopes: s).solution(within: 1)
    for _ in 0..<500 {
      let direction = Tensor<Double>.standardNormal([n], using: &random)
      let p = direction.scaled(by: Double.random(in: 0...1, using: &random) / direction.norm).scalars
      let decrease = -zip(p, zip(s, v)).reduce(0) { $0 + $1.0 * $1.1.0 + $1.0 * $1.0 * $1.1.1 / 2 }
      #expect(decrease <= solution.decrease + 1e-14, "seed \(seed)")
    }
  }
}
