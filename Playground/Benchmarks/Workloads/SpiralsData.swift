// SPDX-License-Identifier: Apache-2.0
internal import PlaygroundModels
internal import Wengert

/// The two spirals' training samples with the network of their benchmarks.
struct SpiralsData {
  let model: Model
  let samples: Dataset
  let start: Tensor<Double>

  init() throws {
    model = try Networks.small()
    samples = try TwoSpirals().samples(.raw).training
    start = TwoSpirals.startWeights(seed: 1)
  }

  /// As many samples along the two spirals, with the same network.
  init(samples count: Int) throws {
    model = try Networks.small()
    let half = count / 2
    var points: [Double] = []
    var classes: [Double] = []
    points.reserveCapacity(4 * half)
    classes.reserveCapacity(4 * half)
    for i in 0..<2 * half {
      let (part, turn) = (Double(i / 2) / Double(half), i.isMultiple(of: 2) ? 1.0 : -1.0)
      let angle = 3.5 * Double.pi * part
      points += [turn * 5 * part * Double.sin(angle), turn * 5 * part * Double.cos(angle)]
      classes += i.isMultiple(of: 2) ? [1, 0] : [0, 1]
    }
    samples = try Dataset(
      inputs: Tensor(shape: [2 * half, 2], scalars: points),
      targets: Tensor(shape: [2 * half, 2], scalars: classes))
    start = TwoSpirals.startWeights(seed: 1)
  }

  var count: Int { samples.count }

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
