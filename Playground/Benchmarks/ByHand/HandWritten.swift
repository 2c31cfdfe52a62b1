// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A value and gradient that somebody derived and fused by hand.
protocol HandWritten: AnyObject {
  /// Of the last run.
  var value: Double { get }
  var gradient: Memory<Double> { get }

  init(_ workload: Workload<Double>)

  /// Computes both anew.
  func run()
}

/// Two computations of a benchmark that should agree do not, so that their times cannot be compared.
struct Disagreement: Error, CustomStringConvertible {
  let benchmark: String
  let difference: Double

  var description: String {
    "\(benchmark): the computation by hand differs from the toolkit's by \(difference), relatively"
  }

  /// - Throws: `Disagreement` when two lists of numbers differ by more than rounding explains.
  static func check(_ benchmark: String, _ numbers: [Double], _ others: [Double]) throws(Disagreement) {
    let scale = numbers.reduce(1e-300) { max($0, abs($1)) }
    let difference = zip(numbers, others).reduce(0) { max($0, abs($1.0 - $1.1)) } / scale
    guard numbers.count == others.count, difference <= 1e-10 else {
      throw Disagreement(benchmark: benchmark, difference: difference)
    }
  }
}
