// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension RandomSource {
  /// A number of random sign, with a magnitude in 1..<2 of four binary digits: its multiples by powers of two
  /// add to most numbers without rounding.
  mutating func signedUnit() -> Double { (1 + Double(integer(below: 16)) / 16) * sign() }

  /// 1 or -1.
  mutating func sign() -> Double { integer(below: 2) == 0 ? 1 : -1 }

  /// `count` of the elements of `range`, or all, in ascending order. O(elements of the range).
  mutating func sample(_ count: Int, of range: Range<Int>) -> [Int] {
    guard count < range.count else { return Array(range) }
    // Each element is taken with the probability that fills the sample: Knuth, TAOCP 2, 3.4.2, algorithm S.
    var sample: [Int] = []
    for (visited, element) in range.enumerated()
    where integer(below: range.count - visited) < count - sample.count {
      sample.append(element)
    }
    return sample
  }
}
