// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

@Suite struct RankUpdateTests {
  @Test(
    "the lower triangle is that of the product, the rest is left alone", arguments: scalarTypes,
    [
      (0, 3), (1, 1), (3, 0), (5, 6), (6, 10), (13, 9), (25, 40), (62, 6), (127, 300), (40, 513), (1030, 5),
    ])
  func lowerTriangle(_ type: any Real.Type, _ extents: (n: Int, k: Int)) {
    for transpose in [false, true] { check(type, transpose, extents) }
  }

  private func check(_ type: any Real.Type, _ transpose: Bool, _ extents: (n: Int, k: Int)) {
    func check<S: Real>(_: S.Type) {
      let (n, k) = extents
      let (lda, ldc) = ((transpose ? n : k) + 3, n + 2)
      var arbitrary = Arbitrary(seed: n)
      let a: [S] = arbitrary.tensor([(transpose ? k : n) * lda], of: S.self).scalars
      let wide = a.map { Double($0) }
      let numbers: [S] = arbitrary.tensor([n * ldc], of: S.self).scalars
      for level in Processor.supportedLevels {
        for accumulate in [false, true] {
          // What is not added to must not be read.
          let before = accumulate ? numbers : [S](repeating: .nan, count: n * ldc)
          var c = before
          S._rankUpdate(transpose, n, k, a, lda, accumulate: accumulate, &c, ldc, level: level)
          var failure: String?
          for i in 0..<n where failure == nil {
            for j in 0..<ldc {
              let position = i * ldc + j
              guard j <= i else {
                let isUntouched = c[position] == before[position] || !accumulate && c[position].isNaN
                if !isUntouched { failure = "(\(i), \(j)) above the diagonal is written" }
                continue
              }
              var sum = accumulate ? Double(before[position]) : 0
              var magnitude = sum.magnitude
              for p in 0..<k {
                let product =
                  transpose
                  ? wide[p * lda + i] * wide[p * lda + j] : wide[i * lda + p] * wide[j * lda + p]
                sum += product
                magnitude += product.magnitude
              }
              // Higham, Accuracy and Stability of Numerical Algorithms, section 3.1; the oracle may err as much.
              let bound = 2 * Double(k + 2) * Double(S.ulpOfOne) * magnitude
              if !((Double(c[position]) - sum).magnitude <= bound) {
                failure = "(\(i), \(j)) is \(c[position]), not \(sum)"
              }
            }
          }
          #expect(failure == nil, "\(level), transposed \(transpose), accumulating \(accumulate)")
        }
      }
    }
    check(type)
  }
}
