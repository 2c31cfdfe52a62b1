// SPDX-License-Identifier: Apache-2.0

// Pairwise summation (Higham 1993, "The accuracy of floating point summation", SIAM J. Sci. Comput. 14):
// halves are summed apart and added, so the error grows with log n instead of n. Short runs are summed
// directly, in eight lanes or a row at a time, which costs nothing and keeps the recursion shallow.

/// The sum of `count` contiguous numbers.
func pairwiseSum<Scalar: Real>(_ source: UnsafePointer<Scalar>, _ count: Int) -> Scalar {
  if count > 256 {
    let half = count / 2 & ~7
    return pairwiseSum(source, half) + pairwiseSum(source + half, count - half)
  }
  var lanes = SIMD8<Scalar>.zero
  var i = 0
  while i + 8 <= count {
    for lane in 0..<8 { lanes[lane] += source[i + lane] }
    i += 8
  }
  let halves = lanes.lowHalf + lanes.highHalf
  let quarters = halves.lowHalf + halves.highHalf
  var sum = quarters.x + quarters.y
  while i < count {
    sum += source[i]
    i += 1
  }
  return sum
}

/// Writes the sum of `count` rows of `width` numbers to `target`.
func pairwiseSum<Scalar: Real>(
  ofRows source: UnsafePointer<Scalar>, _ count: Int, width: Int, to target: UnsafeMutablePointer<Scalar>
) {
  guard count > 32 else {
    target.update(repeating: 0, count: width)
    for row in 0..<count {
      let source = source + row * width
      for i in 0..<width { target[i] += source[i] }
    }
    return
  }
  let half = count / 2
  pairwiseSum(ofRows: source, half, width: width, to: target)
  withUnsafeTemporaryAllocation(of: Scalar.self, capacity: width) { second in
    guard let second = second.baseAddress else { return }
    pairwiseSum(ofRows: source + half * width, count - half, width: width, to: second)
    for i in 0..<width { target[i] += second[i] }
  }
}
