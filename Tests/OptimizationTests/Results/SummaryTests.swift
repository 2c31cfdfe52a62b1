// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Models
import Optimization
import PlaygroundProblems
import Tensors
import Testing

/// From data to a fitted curve with standard errors and a summary.
@Suite struct SummaryTests {
  @Test("one expression from data to a summary")
  func summary() throws {
    let t: Tensor<Double> = [77.6, 114.9, 141.1, 190.8, 239.9, 289, 332.8, 378.4, 434.8, 477.3, 536.8, 593.1]
    let d: Tensor<Double> = [
      10.07, 14.73, 17.94, 23.93, 29.61, 35.18, 40.02, 44.82, 50.76, 55.05, 61.01, 66.4,
    ]
    let fit = try LevenbergMarquardt().minimize(
      LeastSquares(parameters: 2, inputs: t, targets: d) { b, t in b[0] * (1 - exp(-b[1] * t)) },
      from: [500, 1e-4])
    let lines = try fit.summary(names: ["limit", "rate"]).split(
      separator: "\n", omittingEmptySubsequences: false)
    #expect(lines[0].contains("estimate") && lines[0].contains("std. error") && lines[0].contains("Pr(>|t|)"))
    #expect(lines[1].hasPrefix("limit") && lines[2].hasPrefix("rate"))
    #expect(Set(lines[0...2].map { $0.count }).count == 1, "columns are aligned")
    #expect(lines[3].isEmpty && lines[4].hasPrefix("Residual standard deviation: 0."))
    #expect(lines[4].hasSuffix("on 10 degrees of freedom"))
    #expect(lines[5].hasPrefix("Sum of squares: "))
    #expect(lines[6].hasPrefix("Converged: ") && lines[7].contains("iterations"))
    #expect(lines[8].hasPrefix("Solved by qr: 12 by 2 is small"))
  }

  @Test("the certified standard errors stand in the summary, and their intervals hold the parameters")
  func certified() throws {
    let problem = try #require(NISTProblem.all.first { $0.name == "Misra1a" })
    let fit = try LevenbergMarquardt().minimize(problem.leastSquares(), from: Tensor(problem.starts[1]))
    let text = try fit.summary()
    for number in ["238.9421", "2.707008", "0.1018788", "0.1245514"] {
      #expect(text.contains(number), "\(text)")
    }
    let intervals = try fit.confidenceIntervals()
    for (interval, value) in zip(intervals, problem.certified) { #expect(interval.contains(value)) }
    // Student's quantile for 12 degrees of freedom, 2.178813 (Abramowitz and Stegun, table 26.10).
    let halfWidth = (intervals[0].upperBound - intervals[0].lowerBound) / 2
    #expect(abs(halfWidth / problem.standardErrors[0] - 2.178813) < 1e-5)
  }
}
