// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Some of the samples of a data set, for the programs that run over them at once.
struct SampleBlock {
  /// Which samples.
  let range: Range<Int>
  /// The samples along the last axes, kept or read anew.
  private let data: @Sendable () throws -> (inputs: Tensor<Double>, targets: Tensor<Double>)

  /// The size that the Jacobian of a block may have, in bytes: about what a core's second-level cache holds.
  private static let jacobianSize = 1 << 20

  /// Blocks in memory, of equal size but for the last.
  ///
  /// - Parameter jacobianRow: The number of derivatives of one sample.
  static func split(_ inputs: Samples, _ targets: Samples, jacobianRow: Int) throws -> [SampleBlock] {
    try ranges(inputs.count, jacobianRow).map { range in
      let block = (inputs: try inputs.block(range), targets: try targets.block(range))
      return SampleBlock(range: range) { block }
    }
  }

  /// Blocks that are read each time they are wanted.
  static func split(_ source: CheckedSource, jacobianRow: Int) -> [SampleBlock] {
    ranges(source.source.count, jacobianRow).map { range in
      SampleBlock(range: range) { try source.block(range) }
    }
  }

  private static func ranges(_ count: Int, _ jacobianRow: Int) -> [Range<Int>] {
    let most = max(1, jacobianSize / MemoryLayout<Double>.stride / max(1, jacobianRow))
    let number = (count + most - 1) / most
    let size = (count + number - 1) / number
    return stride(from: 0, to: count, by: size).map { $0..<min($0 + size, count) }
  }

  /// Sets the data as the inputs of a run.
  func bind(to run: Executable<Double>) throws {
    let data = try data()
    try run.setInput(1, to: data.inputs)
    try run.setInput(2, to: data.targets)
  }
}

extension Tensor where Scalar == Double {
  /// - Parameter first: The number of the first sample.
  /// - Throws: `ModelError` naming the first sample, along the first axis, that is not finite.
  func checkFinite(data name: String, from first: Int = 0) throws(ModelError) {
    guard let place = scalars.firstIndex(where: { !$0.isFinite }) else { return }
    throw .nonFinite(data: name, sample: first + place / (count / shape[0]))
  }
}
