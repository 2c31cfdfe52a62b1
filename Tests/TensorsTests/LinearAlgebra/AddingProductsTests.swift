// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct AddingProductsTests {
  static let extents = [(1, 1), (2, 3), (7, 4), (33, 65), (64, 5), (3, 0), (0, 3), (0, 0)]

  @Test("a symmetric product is the product, exactly symmetric", arguments: scalarTypes, extents)
  func symmetricProducts(_ type: any Real.Type, _ extents: (n: Int, k: Int)) throws {
    func check<S: Real>(_: S.Type) throws {
      let (n, k) = extents
      var draws = Draws(seed: n)
      let a: Tensor<S> = draws.tensor([n, k])
      let expected = a.naiveProduct(a.mirrored())
      // Two sums of k products of numbers below 1, each off by at most k·k·eps/2.
      let tolerance = S(k * k) * S.ulpOfOne
      for product in [try symmetricProduct(of: a), try symmetricProduct(of: a.mirrored(), transposing: true)]
      {
        #expect(product.distance(to: expected) <= tolerance)
        #expect(product.isSymmetric)
      }
    }
    try check(type)
  }

  @Test(
    "blocks add up in the lower triangle and leave the upper one alone", arguments: scalarTypes,
    [true, false])
  func blocks(_ type: any Real.Type, _ transposing: Bool) throws {
    func check<S: Real>(_: S.Type) throws {
      let n = 6
      let blocks = [1, 3, 0, 40]
      let total = blocks.reduce(0, +)
      var draws = Draws(seed: 3)
      var sum: Tensor<S> = draws.tensor([n, n])
      let start = sum
      var expected = start
      for k in blocks {
        let a: Tensor<S> = draws.tensor([n, k])
        let product = a.naiveProduct(a.mirrored())
        expected = matrix(n, n) { i, j in expected.element(i, j) + (i >= j ? product.element(i, j) : 0) }
        let stored = transposing ? a.mirrored() : a
        try sum.addSymmetricProduct(
          of: stored.scalars.span, rows: stored.shape[0], columns: stored.shape[1], transposing: transposing)
      }
      #expect(sum.distance(to: expected) <= S(total * total) * S.ulpOfOne)
      for i in 0..<n {
        for j in i + 1..<n { #expect(sum.element(i, j) == start.element(i, j)) }
      }
      let lower = sum
      try sum.symmetrizeFromLowerTriangle()
      #expect(sum == matrix(n, n) { i, j in lower.element(max(i, j), min(i, j)) })
    }
    try check(type)
  }

  @Test("a matrix times a vector is added", arguments: scalarTypes, extents)
  func vectors(_ type: any Real.Type, _ extents: (n: Int, k: Int)) throws {
    func check<S: Real>(_: S.Type) throws {
      let (n, k) = extents
      var draws = Draws(seed: 5)
      let a: Tensor<S> = draws.tensor([n, k])
      let x: Tensor<S> = draws.tensor([k])
      let start: Tensor<S> = draws.tensor([n])
      let expected = Tensor<S>(
        (0..<n).map { i in (0..<k).reduce(start.scalars[i]) { $0 + a.element(i, $1) * x.scalars[$1] } })
      var sum = start
      try sum.addProduct(of: a.scalars.span, rows: n, columns: k, with: x.scalars.span)
      #expect(sum.distance(to: expected) <= S((k + 1) * (k + 1)) * S.ulpOfOne)
      var transposed = start
      try transposed.addProduct(
        of: a.mirrored().scalars.span, rows: k, columns: n, transposing: true, with: x.scalars.span)
      #expect(transposed.distance(to: expected) <= S((k + 1) * (k + 1)) * S.ulpOfOne)
    }
    try check(type)
  }

  @Test func faults() {
    let scalars = Array(repeating: 1.0, count: 6)
    var square = Tensor<Double>.zeros([3, 3])
    var error = #expect(throws: ShapeError.self) {
      try square.addSymmetricProduct(of: scalars.span, rows: 2, columns: 3)
    }
    #expect(
      error?.description
        == "addSymmetricProduct([3, 3], [2, 3]): a sum of shape [2, 2] is needed; did you mean transposing: true?"
    )
    error = #expect(throws: ShapeError.self) {
      try square.addSymmetricProduct(of: scalars.span, rows: 3, columns: 3)
    }
    #expect(
      error?.description
        == "addSymmetricProduct([3, 3]): 6 elements are given for a matrix of 3 rows and 3 columns")
    error = #expect(throws: ShapeError.self) {
      try square.addSymmetricProduct(of: scalars.span, rows: -2, columns: -3)
    }
    #expect(error?.reason == "6 elements are given for a matrix of -2 rows and -3 columns")

    var vector = Tensor<Double>.zeros([3])
    error = #expect(throws: ShapeError.self) {
      try vector.addProduct(of: scalars.span, rows: 2, columns: 3, with: [1.0, 1].span)
    }
    #expect(
      error?.description
        == "addProduct([3], [2, 3], [2]): a sum of shape [2] and a vector of 3 elements are needed"
        + "; did you mean transposing: true?")

    error = #expect(throws: ShapeError.self) { try vector.symmetrizeFromLowerTriangle() }
    #expect(
      error?.description
        == "symmetrizeFromLowerTriangle([3]): a matrix is needed, of rank 2, not a tensor of rank 1")
    var oblong = Tensor<Double>.zeros([3, 2])
    error = #expect(throws: ShapeError.self) { try oblong.symmetrizeFromLowerTriangle() }
    #expect(
      error?.description
        == "symmetrizeFromLowerTriangle([3, 2]): the matrix must be square, but has 3 rows and 2 columns")
    error = #expect(throws: ShapeError.self) { try symmetricProduct(of: vector) }
    #expect(error?.operation == "symmetricProduct")
  }
}
