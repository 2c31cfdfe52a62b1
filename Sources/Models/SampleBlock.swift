// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Some of the samples of a data set, laid out for the programs that run over them at once.
struct SampleBlock {
  /// Which samples.
  let range: Range<Int>
  private let inputs: Tensor<Double>
  private let targets: Tensor<Double>

  /// The size that the Jacobian of a block may have, in bytes: about what a core's second-level cache holds.
  private static let jacobianSize = 1 << 20

  /// Blocks of equal size but for the last.
  ///
  /// - Parameter jacobianRow: The number of derivatives of one sample.
  static func split(_ inputs: Samples, _ targets: Samples, jacobianRow: Int) throws -> [SampleBlock] {
    let most = max(1, jacobianSize / MemoryLayout<Double>.stride / max(1, jacobianRow))
    let number = (inputs.count + most - 1) / most
    let size = (inputs.count + number - 1) / number
    return try stride(from: 0, to: inputs.count, by: size).map { start in
      let range = start..<min(start + size, inputs.count)
      return SampleBlock(range: range, inputs: try inputs.block(range), targets: try targets.block(range))
    }
  }

  /// Sets the data as the inputs of a run.
  func bind(to run: Executable<Double>) throws {
    try run.setInput(1, to: inputs)
    try run.setInput(2, to: targets)
  }
}

extension Tensor where Scalar == Double {
  /// - Throws: `ModelError` naming the first sample, along the first axis, that is not finite.
  func checkFinite(data name: String) throws(ModelError) {
    guard let place = scalars.firstIndex(where: { !$0.isFinite }) else { return }
    throw .nonFinite(data: name, sample: place / (count / shape[0]))
  }
}
