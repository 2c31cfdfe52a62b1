// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport

@testable import Autodiff

private let weights: Tensor<Double> = [[0.5, -1, 2], [1.25, 3, -0.75]]

extension Row {
  static let products: [Row] = matmuls + transposedMatmuls + otherProducts

  private static let matmuls: [Row] = [
    [[2, 3], [3, 4]], [[1, 3], [3, 2]], [[2, 3], [3, 1]], [[2, 1], [1, 3]], [[1, 1], [1, 1]],
    [[3], [3]], [[3], [3, 2]], [[2, 3], [3]], [[1], [1, 2]],
    [[2, 2, 3], [2, 3, 2]], [[2, 2, 3], [3, 2]], [[2, 3], [2, 3, 2]], [[2, 1, 2, 3], [3, 3, 2]],
    [[1, 2, 3], [3, 2]], [[2, 2, 3], [3]], [[3], [2, 3, 2]], [[2, 1, 3], [2, 3, 1]],
    [[2, 0], [0, 3]], [[0, 2], [2, 3]], [[2, 3], [3, 0]], [[0], [0]],
  ].map { (shapes: [Shape]) in
    Row("matmul", of: MatMul.self, shapes) {
      matmul($0[0], $0[1])
    } oracle: {
      Naive.matmul($0[0], $0[1])
    }
  }

  private static let transposedMatmuls: [Row] = [
    (.left, [[3, 2], [3, 4]]), (.right, [[2, 3], [4, 3]]), ([.left, .right], [[3, 2], [4, 3]]),
    (.left, [[3, 1], [3, 2]]), (.right, [[1, 3], [2, 3]]), (.right, [[2, 3], [1, 3]]),
    ([.left, .right], [[1, 2], [3, 1]]),
    (.left, [[2, 3, 2], [3, 2]]), (.right, [[2, 3], [2, 2, 3]]),
    ([.left, .right], [[2, 3, 2], [2, 2, 3]]),
    (.left, [[3, 2], [3]]), (.right, [[3], [2, 3]]), (.left, [[3], [3, 2]]), (.right, [[2, 3], [3]]),
    (.left, [[0, 2], [0, 3]]),
  ].map { (transposing: Transposition, shapes: [Shape]) in
    Row("matmul transposing \(names(transposing))", of: MatMul.self, shapes) {
      matmul($0[0], $0[1], transposing: transposing)
    } oracle: {
      Naive.matmul($0[0], $0[1], transposing: transposing)
    }
  }

  private static func names(_ transposing: Transposition) -> String {
    (transposing.contains(.left) ? "left" : "") + (transposing.contains(.right) ? "right" : "")
  }

  private static let otherProducts: [Row] = [
    Row("matmul with a constant on the left", of: MatMul.self, [[3, 2]]) {
      matmul(weights, $0[0])
    } oracle: {
      Naive.matmul(weights, $0[0])
    },
    Row("matmul with a constant on the right", of: MatMul.self, [[2]]) {
      matmul($0[0], weights)
    } oracle: {
      Naive.matmul($0[0], weights)
    },
    Row("matmul with itself", of: MatMul.self, [[3, 3]]) {
      matmul($0[0], $0[0])
    } oracle: {
      Naive.matmul($0[0], $0[0])
    },
    Row("matmul with its own transpose", of: MatMul.self, [[2, 3]]) {
      matmul($0[0], $0[0], transposing: .right)
    } oracle: {
      Naive.matmul($0[0], $0[0], transposing: .right)
    },
    Row("matmul of three", of: MatMul.self, [[2, 3], [3, 3], [3]]) {
      matmul($0[0], matmul($0[1], $0[2]))
    } oracle: {
      Naive.matmul($0[0], Naive.matmul($0[1], $0[2]))
    },
    Row("dot", of: MatMul.self, [[4], [4]]) {
      dot($0[0], $0[1])
    } oracle: { x in
      Naive.tensor([]) { _ in (0..<4).reduce(0) { $0 + x[0].scalars[$1] * x[1].scalars[$1] } }
    },
    Row("outer", of: Multiply.self, [[2], [3]]) {
      outer($0[0], $0[1])
    } oracle: { x in
      Naive.tensor([2, 3]) { x[0].scalars[$0[0]] * x[1].scalars[$0[1]] }
    },
  ]
}
