// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// `log Σ exp(x)` of some numbers, at least one, without overflow and without underflow.
@Sendable func stableLogSumExp(x: [Double]) throws -> Double {
  // SOLUTION: shift the numbers before exp, and back after log
  let largest = x.max() ?? -.infinity
  guard largest.isFinite else { return largest }
  return largest + log(x.reduce(0) { $0 + exp($1 - largest) })
  // END
}
