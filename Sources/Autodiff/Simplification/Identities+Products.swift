// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Simplifier {
  /// `a · b` of matrices: transposed factors become flags.
  mutating func product(_ operation: Int32, _ a: Int32, _ b: Int32, _ shape: Int32) -> Int32? {
    guard let product = primitive(MatMul.self, of: operation) else { return nil }
    var transposing = product.transposing
    var (left, right) = (a, b)
    if let matrix = transposedMatrix(a) {
      left = matrix
      transposing.formSymmetricDifference(.left)
    }
    if let matrix = transposedMatrix(b) {
      right = matrix
      transposing.formSymmetricDifference(.right)
    }
    guard left != a || right != b else { return nil }
    return apply(MatMul(transposing: transposing), [left, right], shape: shape)
  }

  /// `(a·b)ᵀ = bᵀ·aᵀ`
  mutating func transposedProduct(_ x: Int32, _ shape: Int32) -> Int32? {
    guard let product = primitive(MatMul.self, at: x), isReadOnce(x) else { return nil }
    var transposing: Transposition = []
    if !product.transposing.contains(.right) { transposing.insert(.left) }
    if !product.transposing.contains(.left) { transposing.insert(.right) }
    return apply(
      MatMul(transposing: transposing), [draft.operand(1, of: x), draft.operand(0, of: x)], shape: shape)
  }

  /// The value whose last two axes a line exchanges.
  private func transposedMatrix(_ line: Int32) -> Int32? {
    guard let transpose = primitive(Transpose.self, at: line), transpose.exchangesMatrixAxes else {
      return nil
    }
    return draft.operand(0, of: line)
  }
}

extension Transpose {
  /// Whether the last two axes are exchanged, and nothing else.
  var exchangesMatrixAxes: Bool {
    let rank = permutation.count
    return rank >= 2 && permutation == Array(0..<rank - 2) + [rank - 1, rank - 2]
  }
}
