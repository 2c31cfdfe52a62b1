// SPDX-License-Identifier: Apache-2.0
internal import CByHand
internal import CKernels
internal import Wengert

/// `Networks.tiny()` and its sum of squares with gradient. The samples are filled up to whole vectors, with weights 0.
final class TinyByHand: HandWritten {
  private let level = kernel_level(Processor.level)
  private let samples: Int
  private let parameters: Memory<Double>
  private let inputs: Memory<Double>
  private let targets: Memory<Double>
  private let mask: Memory<Double>
  let gradient = Memory<Double>(62)
  private(set) var value = 0.0

  init(_ workload: Workload<Double>) {
    let count = workload.inputs.shape[1]
    samples = (count + 7) / 8 * 8
    parameters = Memory(workload.parameters)
    inputs = Memory(rows: workload.inputs, filledUpTo: samples)
    targets = Memory(rows: workload.targets, filledUpTo: samples)
    mask = Memory(rows: .ones([1, count]), filledUpTo: samples)
  }

  func run() {
    value = tiny_by_hand(
      level, samples, parameters.start, inputs.start, targets.start, mask.start, gradient.start)
  }
}
