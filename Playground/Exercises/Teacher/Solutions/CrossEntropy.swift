// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The gradient by the logits of the mean over the rows of `−Σ targets · log softmax(logits)`.
///
/// - Parameters:
///   - logits: A row for each sample, `[m, k]`.
///   - targets: A 1 in each row, at the right class, `[m, k]`.
@Sendable func crossEntropy(logits: Tensor<Double>, targets: Tensor<Double>) throws -> Tensor<Double> {
  // SOLUTION: softmax along axis 1, minus the targets, as a mean over the rows
  let powers = exp(logits - (try max(logits, along: 1, keepingAxes: true)))
  let probabilities = powers / (try sum(powers, along: 1, keepingAxes: true))
  return (probabilities - targets) / Double(logits.shape[0])
  // END
}
