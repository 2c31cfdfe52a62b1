// SPDX-License-Identifier: Apache-2.0
import Tensors
import Testing

/// The product kernels against sums of exact products in twice the digits.
@Suite struct ProductTests {
  /// A product on parts of larger buffers, and where its addend lies.
  struct Case: CustomStringConvertible {
    enum Addend: CaseIterable { case none, number, column, row, matrix, mirrored, result }

    var (m, n, k) = (0, 0, 0)
    var (transposeA, transposeB) = (false, false)
    var addend = Addend.none
    var margin = 0

    init(drawnBy arbitrary: inout Arbitrary, below limit: Int) {
      (m, n, k) = (
        arbitrary.random.integer(below: limit), arbitrary.random.integer(below: limit),
        arbitrary.random.integer(below: limit)
      )
      drawTheRest(&arbitrary)
    }

    init(_ m: Int, _ n: Int, _ k: Int, drawnBy arbitrary: inout Arbitrary) {
      (self.m, self.n, self.k) = (m, n, k)
      drawTheRest(&arbitrary)
    }

    private mutating func drawTheRest(_ arbitrary: inout Arbitrary) {
      transposeA = arbitrary.random.integer(below: 2) == 0
      transposeB = arbitrary.random.integer(below: 2) == 0
      addend = Addend.allCases[arbitrary.random.integer(below: Addend.allCases.count)]
      margin = arbitrary.random.integer(below: 4)
    }

    var lda: Int { max(1, (transposeA ? m : k) + margin) }
    var ldb: Int { max(1, (transposeB ? k : n) + margin) }
    var ldc: Int { max(1, n + margin) }

    var addendSteps: (row: Int, column: Int) {
      switch addend {
      case .none, .number: (0, 0)
      case .column: (1, 0)
      case .row: (0, 1)
      case .matrix: (n + 1, 1)
      case .mirrored: (1, m + 1)
      case .result: (ldc, 1)
      }
    }

    var description: String {
      "[\(m), \(k)]·[\(k), \(n)], transposed \(transposeA) \(transposeB), addend \(addend), margin \(margin)"
    }
  }

  /// Runs a case; returns what is wrong with its first wrong element.
  private func failure<S: Real>(
    of test: Case, _: S.Type, level: Processor.Level, _ arbitrary: inout Arbitrary
  ) -> String? {
    let (m, n, k) = (test.m, test.n, test.k)
    func numbers(_ count: Int) -> [S] { arbitrary.tensor([count], of: S.self).scalars }
    let a = numbers((test.transposeA ? k : m) * test.lda + 1)
    let b = numbers((test.transposeB ? n : k) * test.ldb + 1)
    let separate = numbers((m + 1) * (n + 1))
    let before = numbers(m * test.ldc + 1)
    var c = before
    let steps = test.addendSteps
    c.withUnsafeMutableBufferPointer { c in
      separate.withUnsafeBufferPointer { separate in
        guard let start = c.baseAddress else { return }
        let addend: UnsafePointer<S>? =
          switch test.addend {
          case .none: nil
          case .result: UnsafePointer(start)
          default: separate.baseAddress
          }
        S._product(
          test.transposeA, test.transposeB, m, n, k, a, test.lda, b, test.ldb, addend, steps.row,
          steps.column, start,
          test.ldc, level: level)
      }
    }
    let (wideA, wideB) = (a.map { Double($0) }, b.map { Double($0) })
    for position in before.indices {
      let (i, j) = (position / test.ldc, position % test.ldc)
      guard i < m, j < n else {
        if c[position] != before[position] { return "(\(i), \(j)) beyond the result is written" }
        continue
      }
      var sum = 0.0
      var magnitude = 0.0
      if test.addend != .none {
        let addend = test.addend == .result ? before : separate
        sum = Double(addend[i * steps.row + j * steps.column])
        magnitude = sum.magnitude
      }
      for p in 0..<k {
        let left = wideA[test.transposeA ? p * test.lda + i : i * test.lda + p]
        let right = wideB[test.transposeB ? j * test.ldb + p : p * test.ldb + j]
        let product = left * right
        sum += product
        magnitude += product.magnitude
      }
      // Higham, Accuracy and Stability of Numerical Algorithms, section 3.1; the oracle may err as much.
      let bound = 2 * Double(k + 2) * Double(S.ulpOfOne) * magnitude
      if !((Double(c[position]) - sum).magnitude <= bound) {
        return "(\(i), \(j)) is \(c[position]), not \(sum)"
      }
    }
    return nil
  }

  private func check(_ type: any Real.Type, _ cases: [Case], seed: Int) {
    func check<S: Real>(_: S.Type) {
      for level in Processor.supportedLevels {
        for (index, test) in cases.enumerated() {
          var arbitrary = Arbitrary(seed: seed + index)
          let failure = failure(of: test, S.self, level: level, &arbitrary)
          #expect(failure == nil, "\(level), \(test), seed \(seed + index)")
        }
      }
    }
    check(type)
  }

  @Test("small products are right", arguments: scalarTypes, [1, 2, 3])
  func small(_ type: any Real.Type, seed: Int) {
    var arbitrary = Arbitrary(seed: seed)
    check(type, (0..<150).map { _ in Case(drawnBy: &arbitrary, below: 12) }, seed: seed)
    check(type, (0..<30).map { _ in Case(drawnBy: &arbitrary, below: 41) }, seed: seed)
  }

  @Test("products are right at the edges of tiles and blocks", arguments: scalarTypes, [10, 11])
  func edges(_ type: any Real.Type, seed: Int) {
    var arbitrary = Arbitrary(seed: seed)
    let extents = [
      (0, 5, 5), (5, 0, 5), (5, 5, 0), (1, 1, 40), (5, 1, 6), (1, 33, 40), (6, 8, 256), (7, 9, 257),
      (13, 9, 270),
      (2, 25, 400), (25, 2, 400), (25, 400, 2), (2, 400, 25), (8, 24, 255), (9, 49, 64), (97, 17, 20),
      (193, 16, 10),
      (3, 1025, 9), (30, 1030, 40), (100, 130, 260),
    ]
    check(type, extents.map { Case($0.0, $0.1, $0.2, drawnBy: &arbitrary) }, seed: seed)
  }

  @Test("products of transposed left factors with far rows are right", arguments: scalarTypes, [30])
  func farRows(_ type: any Real.Type, seed: Int) {
    var arbitrary = Arbitrary(seed: seed)
    let cases = [(530, 9, 130), (515, 33, 257)].flatMap { m, n, k in
      [false, true].map { transposeB in
        var test = Case(m, n, k, drawnBy: &arbitrary)
        (test.transposeA, test.transposeB) = (true, transposeB)
        return test
      }
    }
    check(type, cases, seed: seed)
  }

  @Test("a bad number spoils its row, or its column, and nothing else", arguments: scalarTypes)
  func badNumbers(_ type: any Real.Type) {
    func check<S: Real>(_: S.Type) {
      for level in Processor.supportedLevels {
        for (m, n, k) in [(7, 9, 5), (25, 3, 40), (40, 30, 20)] {
          for transposeB in [false, true] {
            for bad in [S.nan, .infinity] {
              var a = [S](repeating: 1, count: m * k)
              a[3 * k + k - 1] = bad
              let b = [S](repeating: 1, count: k * n)
              var c = [S](repeating: 0, count: m * n)
              S._product(
                false, transposeB, m, n, k, a, k, b, transposeB ? k : n, nil, 0, 0, &c, n, level: level)
              for i in 0..<m {
                let row = c[i * n..<(i + 1) * n]
                #expect(row.allSatisfy { i == 3 ? !$0.isFinite : $0 == S(k) }, "\(level), row \(i), \(bad)")
              }
            }
          }
        }
      }
    }
    check(type)
  }

  @Test("threads do not change a bit", arguments: scalarTypes)
  func threads(_ type: any Real.Type) {
    func check<S: Real>(_: S.Type) {
      var arbitrary = Arbitrary(seed: 20)
      for (m, n, k) in [(200, 300, 100), (301, 120, 260), (2, 4000, 300), (5000, 1, 500)] {
        for (transposeA, transposeB) in [(false, false), (true, false), (false, true), (true, true)] {
          let a: [S] = arbitrary.tensor([m * k], of: S.self).scalars
          let b: [S] = arbitrary.tensor([k * n], of: S.self).scalars
          for level in Processor.supportedLevels {
            let results = [1, 2, 4].map { threads in
              var c = [S](repeating: 0, count: m * n)
              S._product(
                transposeA, transposeB, m, n, k, a, transposeA ? m : k, b, transposeB ? k : n, nil, 0, 0, &c,
                n,
                level: level, threads: threads)
              return c
            }
            #expect(results[0] == results[1] && results[0] == results[2], "\(level), \(m), \(n), \(k)")
          }
        }
      }
    }
    check(type)
  }
}
