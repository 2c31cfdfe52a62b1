// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The two spirals' training samples with the network of their benchmarks.
struct SpiralsData {
  let model: Model
  let samples: TwoSpirals.Samples
  let start: Tensor<Double>

  init() throws {
    model = try Networks.small()
    samples = try TwoSpirals().samples(.raw).training
    start = TwoSpirals.startWeights(seed: 1)
  }

  var count: Int { samples.inputs.shape[0] }

  /// A program of the residuals over all samples, ready to run.
  func executable(
    _ programs: ResidualPrograms, _ kind: ResidualPrograms.Kind
  ) throws -> Executable<Double> {
    let executable = try programs.program(kind, samples: count).compiled(for: Double.self)
    try executable.setInput(0, to: start)
    try executable.setInput(1, to: samples.inputs.transposed())
    try executable.setInput(2, to: samples.targets.transposed())
    return executable
  }
}
