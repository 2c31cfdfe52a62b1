// SPDX-License-Identifier: Apache-2.0
internal import CByHand
internal import CKernels
internal import Wengert

/// `Networks.small()` and its sum of squares with gradient, over a multiple of eight samples.
final class SmallByHand: HandWritten {
  private let level = kernel_level(Processor.level)
  private let samples: Int
  private let parameters: Memory<Double>
  private let inputs: Memory<Double>
  private let targets: Memory<Double>
  let gradient = Memory<Double>(127)
  private(set) var value = 0.0

  convenience init(_ workload: Workload<Double>) {
    self.init(workload.parameters, inputs: workload.inputs, targets: workload.targets)
  }

  /// - Parameters:
  ///   - inputs: `[2, samples]`.
  ///   - targets: `[2, samples]`.
  init(_ parameters: Tensor<Double>, inputs: Tensor<Double>, targets: Tensor<Double>) {
    samples = inputs.shape[1]
    self.parameters = Memory(parameters)
    self.inputs = Memory(inputs)
    self.targets = Memory(targets)
  }

  func run() {
    value = small_by_hand(level, samples, parameters.start, inputs.start, targets.start, gradient.start)
  }

  /// The value alone.
  func runForward() {
    value = small_by_hand(level, samples, parameters.start, inputs.start, targets.start, nil)
  }
}
