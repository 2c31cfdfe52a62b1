// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@Suite struct MatmulTests {
  static let transpositions: [Transposition] = [[], .left, .right, [.left, .right]]
  static let extents = [
    (1, 1, 1), (5, 6, 1), (1, 6, 5), (1, 7, 1), (2, 3, 4), (17, 9, 33), (64, 65, 63), (3, 0, 2), (0, 3, 2),
    (2, 3, 0), (0, 0, 0),
  ]

  @Test("matrices in all transpositions match three loops", arguments: scalarTypes, transpositions)
  func matrices(_ type: any Real.Type, _ transposing: Transposition) throws {
    func check<S: Real>(_: S.Type) throws {
      for (seed, (m, k, n)) in Self.extents.enumerated() {
        var draws = Draws(seed: seed)
        let a: Tensor<S> = draws.tensor([m, k])
        let b: Tensor<S> = draws.tensor([k, n])
        let product = try matmul(
          transposing.contains(.left) ? a.mirrored() : a, transposing.contains(.right) ? b.mirrored() : b,
          transposing: transposing)
        // Two sums of k products of numbers below 1, each off by at most k·k·eps/2.
        #expect(
          product.distance(to: a.naiveProduct(b)) <= S(k * k) * S.ulpOfOne, "seed \(seed): \(m) \(k) \(n)")
      }
    }
    try check(type)
  }

  /// Left factor, right factor, result, by NumPy's rules (`numpy.matmul`).
  static let shapes: [(Shape, Shape, Shape)] = [
    ([3], [3], []), ([3], [3, 2], [2]), ([4, 3], [3], [4]),
    ([5, 4, 3], [3, 2], [5, 4, 2]), ([4, 3], [5, 3, 2], [5, 4, 2]), ([5, 4, 3], [5, 3, 2], [5, 4, 2]),
    ([5, 1, 4, 3], [6, 3, 2], [5, 6, 4, 2]), ([1, 6, 4, 3], [5, 1, 3, 2], [5, 6, 4, 2]),
    ([5, 4, 3], [3], [5, 4]), ([3], [5, 3, 2], [5, 2]), ([5, 4, 3], [1, 1, 3, 2], [1, 5, 4, 2]),
    ([0, 4, 3], [3, 2], [0, 4, 2]), ([0, 4, 3], [1, 3, 2], [0, 4, 2]), ([5, 4, 0], [0, 2], [5, 4, 2]),
    ([2, 1, 3], [7, 1, 3, 1], [7, 2, 1, 1]),
  ]

  @Test("vectors and leading axes follow NumPy", arguments: shapes, transpositions)
  func batches(_ shapes: (a: Shape, b: Shape, result: Shape), _ transposing: Transposition) throws {
    var draws = Draws(seed: shapes.a.elementCount)
    let a: Tensor<Double> = draws.tensor(shapes.a)
    let b: Tensor<Double> = draws.tensor(shapes.b)
    let product = try matmul(
      transposing.contains(.left) ? lastAxesSwapped(a) : a,
      transposing.contains(.right) ? lastAxesSwapped(b) : b, transposing: transposing)
    // Sums of 3 products of numbers below 1.
    #expect(product.distance(to: try naive(a, b, result: shapes.result)) <= 9 * Double.ulpOfOne)
  }

  /// Each element of the result from its indices, sharing nothing with the library.
  private func naive(_ a: Tensor<Double>, _ b: Tensor<Double>, result: Shape) throws -> Tensor<Double> {
    let (m, k) = a.rank == 1 ? (1, a.count) : (a.shape[a.rank - 2], a.shape[a.rank - 1])
    let n = b.rank == 1 ? 1 : b.shape[b.rank - 1]
    let batch = Array(result.extents.dropLast((a.rank > 1 ? 1 : 0) + (b.rank > 1 ? 1 : 0)))
    func block(_ shape: Shape, _ index: [Int]) -> Int {
      let leading = shape.extents.dropLast(2)
      return zip(leading, index.suffix(leading.count)).reduce(0) { $0 * $1.0 + min($1.1, $1.0 - 1) }
    }
    var scalars: [Double] = []
    for flat in 0..<batch.reduce(1, *) {
      var rest = flat
      let index = Array(
        batch.reversed().map { extent in
          defer { rest /= extent }; return rest % extent
        }.reversed())
      for i in 0..<m {
        for j in 0..<n {
          scalars.append(
            (0..<k).reduce(0) { sum, p in
              sum + a.scalars[(block(a.shape, index) * m + i) * k + p]
                * b.scalars[(block(b.shape, index) * k + p) * n + j]
            })
        }
      }
    }
    return try Tensor(shape: result, scalars: scalars)
  }

  private func lastAxesSwapped(_ tensor: Tensor<Double>) -> Tensor<Double> {
    guard tensor.rank > 1 else { return tensor }
    var extents = tensor.shape.extents
    extents.swapAt(tensor.rank - 1, tensor.rank - 2)
    let (columns, rows) = (extents[tensor.rank - 2], extents[tensor.rank - 1])
    var swapped = Tensor<Double>.zeros(Shape(extents))
    swapped.withMutableScalars { scalars in
      for position in scalars.indices {
        let (matrix, within) = position.quotientAndRemainder(dividingBy: rows * columns)
        let (j, i) = within.quotientAndRemainder(dividingBy: rows)
        scalars[position] = tensor.scalars[(matrix * rows + i) * columns + j]
      }
    }
    return swapped
  }

  @Test("zero times infinity is NaN, in vectors and matrices", arguments: [1, 2, 9])
  func nonFinite(_ n: Int) throws {
    let a = Tensor<Double>.zeros([4, 3])
    var b = Tensor<Double>.zeros([3, n])
    b.withMutableScalars { $0[0] = .infinity }
    let product = try matmul(a, b)
    for i in 0..<4 {
      for j in 0..<n { #expect(product.element(i, j).isNaN == (j == 0)) }
    }
  }

  static let faults: [(Shape, Shape, Transposition, String)] = [
    ([2, 3], [2, 3], [], "inner extents 3 and 2 differ; did you mean transposing: .right?"),
    ([3, 2], [3, 4], [], "inner extents 2 and 3 differ; did you mean transposing: .left?"),
    ([3, 2], [4, 3], [], "inner extents 2 and 4 differ; did you mean transposing: [.left, .right]?"),
    ([2, 3], [3, 4], .right, "inner extents 3 and 4 differ; did you mean transposing: []?"),
    ([2, 3], [5], [], "inner extents 3 and 5 differ"),
    ([], [3], [], "a factor is a scalar, which has no axis to sum over; multiply with *"),
    ([2, 4, 3], [5, 3, 4], [], "leading axes [2] and [5] do not broadcast"),
    ([0, 1 << 31], [1 << 31, 0], [], "extent 2147483648 exceeds 2147483647, the largest that BLAS takes"),
  ]

  @Test("a mistake is named, with its cure", arguments: faults)
  func fault(_ a: Shape, _ b: Shape, _ transposing: Transposition, _ reason: String) {
    let error = #expect(throws: ShapeError.self) {
      try matmul(Tensor<Float>.zeros(a), Tensor<Float>.zeros(b), transposing: transposing)
    }
    if reason.hasPrefix("extent") {
      #expect(error?.reason == reason)
    } else {
      #expect(error?.description == "matmul(\(a), \(b)): \(reason)")
    }
  }
}
