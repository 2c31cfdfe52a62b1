// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

/// Against `PivotedQR`, which is LAPACK's.
@Suite struct QRWorkspaceTests {
  static let extents = [(1, 1), (4, 4), (9, 5), (5, 9), (14, 2), (40, 30), (5, 1), (1, 5)]

  private func workspace(_ a: Tensor<Double>, _ b: Tensor<Double>) -> QRWorkspace {
    let (m, n) = (a.shape[0], a.shape[1])
    let workspace = QRWorkspace(rows: m, columns: n)
    // Twice, as the memory is used again.
    for _ in 0..<2 {
      for i in 0..<m {
        workspace[target: i] = b.scalars[i]
        for j in 0..<n { workspace[i, j] = a.element(i, j) }
      }
      #expect(workspace.factorize())
    }
    return workspace
  }

  @Test("solutions are those of LAPACK", arguments: extents, 1...5)
  func solutions(_ extents: (m: Int, n: Int), seed: Int) throws {
    let (m, n) = extents
    var draws = Draws(seed: 100 * m + n + 10_000 * seed)
    let a: Tensor<Double> = draws.tensor([m, n])
    let b: Tensor<Double> = draws.tensor([m])
    let reference = try PivotedQR(a)
    let workspace = workspace(a, b)
    let k = min(m, n)
    #expect(workspace.rank == reference.rank())
    for i in 0..<k {
      #expect(workspace.originalColumn(i) == reference.permutation[i], "seed \(seed)")
      for j in i..<n {
        let (own, other) = (workspace[i, j].magnitude, reference.r.element(i, j).magnitude)
        #expect(abs(own - other) <= 1e-13, "seed \(seed)")
      }
    }
    var x = Tensor<Double>.zeros([n])
    x.withMutableScalars { workspace.leastSquaresSolution(into: &$0) }
    let expected = try reference.leastSquaresSolution(of: b)
    let condition = reference.conditionEstimate
    #expect(x.distance(to: expected) <= 1e-14 * condition * condition, "seed \(seed)")

    var y: Tensor<Double> = draws.tensor([n])
    let right = y
    #expect(y.withMutableScalars { workspace.normalSolution(&$0) } == (m >= n))
    if m >= n {
      let product = try matmul(a.transposed(), matmul(a, y))
      #expect(product.distance(to: right) <= 1e-13 * condition * condition, "seed \(seed)")
    }
  }

  @Test("dependent and vanishing columns count once")
  func ranks() {
    let a: Tensor<Double> = [[1, 1, 0], [2, 2, 0], [3, 3, 0]]
    let workspace = workspace(a, [1, 2, 3])
    #expect(workspace.rank == 1)
    var x = Tensor<Double>.zeros([3])
    x.withMutableScalars { workspace.leastSquaresSolution(into: &$0) }
    #expect(abs(x.scalars[0] + x.scalars[1] - 1) < 1e-15)
    #expect(x.scalars[2] == 0)
    #expect(!x.withMutableScalars { workspace.normalSolution(&$0) })
  }

  @Test("numbers that are not finite have no factors", arguments: [Double.nan, .infinity, 1e200])
  func nonFinite(_ element: Double) {
    let workspace = QRWorkspace(rows: 2, columns: 2)
    workspace[0, 0] = element
    #expect(!workspace.factorize())
  }
}
