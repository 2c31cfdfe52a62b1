// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// Student's distribution of the ratio of a normal variable to an estimate of its standard deviation.
struct StudentDistribution {
  /// ν, at least 1.
  let degreesOfFreedom: Int

  /// The probability that a variable's magnitude is at most `t`. O(ν).
  ///
  /// The finite sums of Abramowitz and Stegun, *Handbook of Mathematical Functions*, 26.7.3 and 26.7.4.
  func probability(within t: Double) -> Double {
    let nu = degreesOfFreedom
    let angle = Double.atan(t / Double(nu).squareRoot())
    let (sine, cosine) = (Double.sin(angle), Double.cos(angle))
    var term = nu.isMultiple(of: 2) ? 1 : cosine
    var sum = nu == 1 ? 0 : term
    var k = nu.isMultiple(of: 2) ? 2 : 3
    while k <= nu - 2 {
      term *= cosine * cosine * Double(k - 1) / Double(k)
      sum += term
      k += 2
    }
    return nu.isMultiple(of: 2) ? sine * sum : 2 / Double.pi * (angle + sine * sum)
  }

  /// The `t` that a variable's magnitude is at most with the given probability. By bisection.
  func quantile(twoSided probability: Double) -> Double {
    // Beyond this many the sum takes long, and the quantile no longer changes in its fourth digit.
    let nu = Swift.min(degreesOfFreedom, 100_000)
    let distribution = StudentDistribution(degreesOfFreedom: nu)
    var (low, high) = (0.0, 1.0)
    while distribution.probability(within: high) < probability, high < 1e300 {
      (low, high) = (high, 2 * high)
    }
    for _ in 0..<100 {
      let middle = low + (high - low) / 2
      if middle == low || middle == high { break }
      if distribution.probability(within: middle) < probability { low = middle } else { high = middle }
    }
    return high
  }
}
