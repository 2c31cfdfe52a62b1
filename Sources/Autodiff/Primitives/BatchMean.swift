// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The mean over the samples of a batch that `vmap` makes along a named axis; outside of it the operand itself.
struct BatchMean: LinearPrimitive, Hashable {
  /// The name of the batch.
  let axisName: String

  let name = "batchMean"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { operands[0] }
  func lowering(of operands: [Shape], to result: Shape) -> Lowering { .view }

  // Each sample enters the mean of every sample with the same share.
  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {
    cotangents.add(to: 0) { site.operation(gy) }
  }

  func batched(_ batch: Batch) -> Variable {
    guard batch.axisName == axisName else { return batch.operation(batch.operands) }
    return mean(batch.operands[0], along: -1, keepingAxes: true).broadcast(to: batch.operands[0].shape)
  }

  func notation(of operands: [String], in style: NotationStyle) -> String {
    style == .text
      ? "batchMean(\(operands[0]), over: \"\(axisName)\")"
      : "\\operatorname{mean}_{\\mathrm{\(axisName)}}\\left(\(operands[0])\\right)"
  }
}

/// The mean of `x`, element by element, over all samples of a batch, as seen by each of them.
///
/// In a program for one sample it is `x` itself. It becomes the mean when the program is batched by
/// `vmap(over:count:axisName:)` with the same name, so that a layer that looks at the whole batch can be written for
/// one sample. Derivatives of a batched program are exact. A pullback that is batched afterwards has, for each sample,
/// the derivative of the sum over all samples' results.
///
/// - Parameter axisName: Which batch, where several nest.
public func batchMean(_ x: Variable, over axisName: String) -> Variable {
  Operation(BatchMean(axisName: axisName))(x)
}
