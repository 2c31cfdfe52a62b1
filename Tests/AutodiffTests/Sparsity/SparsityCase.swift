// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import Testing

/// A function whose pattern is known, as a predicate on rows and columns.
struct SparsityCase: CustomTestStringConvertible, Sendable {
  let name: String
  let program: @Sendable () throws -> Program
  let isEntry: @Sendable (_ row: Int, _ column: Int) -> Bool

  var testDescription: String { name }

  init(
    _ name: String, _ inputs: [Shape], where isEntry: @escaping @Sendable (Int, Int) -> Bool,
    _ body: @escaping @Sendable ([Variable]) -> Variable
  ) {
    self.name = name
    program = { try Program(inputs: inputs) { [body($0)] } }
    self.isEntry = isEntry
  }

  /// A vector extended by zeros at both ends.
  static func padded(_ x: Variable) -> Variable { concatenate([0, x, 0]) }

  /// Broyden, A class of methods for solving nonlinear simultaneous equations, Math. Comp. 19, 1965.
  static func broyden(_ x: Variable) -> Variable {
    let (n, p) = (x.shape[0], padded(x))
    return (3 - 2 * x) * x - p[0..<n] - 2 * p[2..<n + 2] + 1
  }

  private static let weights = Tensor<Double>([1, 0, 2, 0, 0, 0, 0, 3, 0])

  static let all: [SparsityCase] = [
    SparsityCase("tridiagonal", [[7]], where: { abs($0 - $1) <= 1 }) { broyden($0[0]) },
    SparsityCase("identity", [[5]], where: { $0 == $1 }) { $0[0].reshaped(to: [5]) },
    SparsityCase("elementwise", [[2, 3]], where: { $0 == $1 }) { sin($0[0]) * $0[0] + exp($0[0]) },
    SparsityCase("dense", [[4]], where: { _, _ in true }) { $0[0] * sum($0[0]) },
    SparsityCase("constant", [[4]], where: { _, _ in false }) { _ in 2 + Variable([1, 2, 3]) },
    SparsityCase("broadcast row", [[3]], where: { $0 % 3 == $1 }) { $0[0].broadcast(to: [2, 3]) },
    SparsityCase("broadcast column", [[2, 1]], where: { $0 / 3 == $1 }) {
      $0[0] + Tensor<Double>.ones([2, 3])
    },
    SparsityCase("transpose", [[2, 3]], where: { $0 % 2 == $1 / 3 && $0 / 2 == $1 % 3 }) {
      $0[0].transposed()
    },
    SparsityCase("slice", [[4, 3]], where: { $1 == ($0 / 2 + 1) * 3 + $0 % 2 + 1 }) { $0[0][1..<3, 1..<3] },
    SparsityCase("stack", [[3], [3]], where: { $0 < 3 ? $0 == $1 : $0 == $1 }) { stack([$0[0], $0[1]]) },
    SparsityCase("row sums", [[3, 4]], where: { $0 == $1 / 4 }) { sum($0[0], along: 1) },
    SparsityCase("column maxima", [[3, 4]], where: { $0 == $1 % 4 }) {
      max($0[0], along: 0, keepingAxes: true)
    },
    SparsityCase("sums over the middle", [[2, 3, 2]], where: { $0 / 2 == $1 / 6 && $0 % 2 == $1 % 2 }) {
      sum($0[0], along: [1])
    },
    SparsityCase("softmax of rows", [[3, 4]], where: { $0 / 4 == $1 / 4 }) { softmax($0[0]) },
    SparsityCase("softmax of columns", [[3, 4]], where: { $0 % 4 == $1 % 4 }) { softmax($0[0], along: 0) },
    SparsityCase("logSumExp of rows", [[3, 4]], where: { $0 == $1 / 4 }) { logSumExp($0[0], along: 1) },
    SparsityCase("logSumExp of columns, kept", [[3, 4]], where: { $0 == $1 % 4 }) {
      logSumExp($0[0], along: 0, keepingAxes: true)
    },
    SparsityCase("logSumExp of all", [[3, 4]], where: { _, _ in true }) { logSumExp($0[0]) },
    SparsityCase("left factor", [[2, 3]], where: { $0 / 4 == $1 / 3 }) {
      matmul($0[0], Tensor<Double>.ones([3, 4]))
    },
    SparsityCase("right factor", [[3, 4]], where: { $0 % 4 == $1 % 4 }) {
      matmul(Tensor<Double>.ones([2, 3]), $0[0])
    },
    SparsityCase(
      "transposed factors", [[3, 2], [4, 3]],
      where: { row, column in
        column < 6 ? row / 4 == column % 2 : row % 4 == (column - 6) / 3
      }
    ) { matmul($0[0], $0[1], transposing: [.left, .right]) },
    SparsityCase(
      "shared weights over a batch", [[2, 3], [5, 3, 1]],
      where: { row, column in
        column < 6 ? row % 2 == column / 3 : row / 2 == (column - 6) / 3
      }
    ) { matmul($0[0], $0[1]) },
    SparsityCase("block diagonal least squares", [[4, 2]], where: { $0 / 3 == $1 / 2 }) {
      exp(matmul($0[0].reshaped(to: [4, 1, 2]), Tensor<Double>.ones([4, 2, 3])))
    },
    SparsityCase("arrowhead", [[6]], where: { $0 == 0 || $1 == 0 || $0 == $1 }) { v in
      let x = v[0]
      return concatenate([sum(x * x), x[1...] * x[0]])
    },
    SparsityCase("no derivative behind stopGradient", [[4]], where: { $0 == $1 }) {
      $0[0] * sum(stopGradient($0[0]))
    },
    SparsityCase("no derivative of comparisons", [[4]], where: { $0 == $1 }) {
      $0[0] * sum($0[0] > 0) + ($0[0] .== $0[0][0])
    },
    SparsityCase("a condition of select", [[3], [3]], where: { $1 == $0 + 3 }) {
      select($0[0], sin($0[1]), 2 * $0[1])
    },
    SparsityCase("constant weights with zeros", [[9]], where: { $0 == $1 && [0, 2, 7].contains($0) }) {
      $0[0] * weights
    },
    SparsityCase("constant weights, broadcast", [[3, 1]], where: { $0 % 3 != 1 && $0 / 3 == $1 }) {
      $0[0] * ([1, 0, 1] as Tensor<Double>)
    },
    SparsityCase(
      "sparse constant on the left", [[3, 2]],
      where: {
        $0 % 2 == $1 % 2 && ($0 / 2 == 0 ? $1 / 2 != 1 : $1 / 2 == 1)
      }
    ) { matmul([[1, 0, 2], [0, 3, 0]], $0[0]) },
    SparsityCase(
      "sparse constant on the right, transposed", [[2, 3]],
      where: {
        $0 / 2 == $1 / 3 && ($0 % 2 == 0 ? $1 % 3 != 1 : $1 % 3 == 1)
      }
    ) { matmul($0[0], [[1, 0, 2], [0, 3, 0]], transposing: .right) },
    SparsityCase(
      "sparse constant times a batch", [[2, 3, 1]],
      where: {
        $0 / 2 == $1 / 3 && ($0 % 2 == 0 ? $1 % 3 != 1 : $1 % 3 == 1)
      }
    ) { matmul([[1, 0, 2], [0, 3, 0]], $0[0]) },
    SparsityCase("gather", [[5]], where: { [4, 0, 0, 3][$0] == $1 }) { gather($0[0], at: [4, 0, 0, 3]) },
    SparsityCase("scatterAdd", [[4, 2]], where: { [2, 0, 0, 1][$1 / 2] == $0 / 2 && $0 % 2 == $1 % 2 }) {
      scatterAdd($0[0], at: [2, 0, 0, 1], extent: 4)
    },
    SparsityCase("diagonal matrix", [[3]], where: { $0 == $1 * 5 + 1 }) { diagonalMatrix($0[0], offset: 1) },
    SparsityCase("Cholesky factors", [[3, 2, 2]], where: { $0 / 4 == $1 / 4 }) { v in
      cholesky(v[0] + 9 * Tensor<Double>.identity(2))
    },
    SparsityCase("log-determinants", [[3, 2, 2]], where: { $0 == $1 / 4 }) { logDeterminant($0[0]) },
    SparsityCase(
      "solutions of systems", [[3, 2, 2], [2, 2]],
      where: { row, column in column < 12 ? row / 4 == column / 4 : row % 2 == column % 2 }
    ) { v in solve(v[0] + 9 * Tensor<Double>.identity(2), v[1]) },
    SparsityCase(
      "solutions with one matrix", [[2, 2], [3, 3, 2, 2]],
      where: { row, column in column < 4 || (row / 4 == (column - 4) / 4 && row % 2 == (column - 4) % 2) }
    ) { v in solve(v[0] + 9 * Tensor<Double>.identity(2), v[1]) },
    SparsityCase("reversed", [[5]], where: { $0 == 4 - $1 }) { $0[0].flipped(along: 0) },
    SparsityCase("moving average", [[1, 5]], where: { (0...1).contains($1 - $0) }) {
      averagePool2d($0[0], size: [1, 2], stride: 1)
    },
    SparsityCase("no elements", [[0]], where: { _, _ in true }) { exp($0[0]) },
    SparsityCase("no rows", [[3]], where: { _, _ in true }) { $0[0][0..<0] },
    SparsityCase("no columns", [[0, 3]], where: { _, _ in true }) { sum($0[0], along: 0) },
    SparsityCase("more than a word of columns", [[150]], where: { abs($0 - $1) <= 1 }) { broyden($0[0]) },
    SparsityCase("more rows than columns", [[70]], where: { $0 % 70 == 69 - $1 }) { v in
      let reversed = concatenate((0..<70).reversed().map { v[0][$0..<$0 + 1] })
      return reversed.broadcast(to: [3, 70])
    },
    SparsityCase("more columns than rows", [[3, 70]], where: { $0 == $1 % 70 }) { sum(exp($0[0]), along: 0) },
  ]
}
