// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Runs a kind of program over samples picked by number.
///
/// The programs take the parameters, inputs and targets, with the samples along the last axes, and what else their kind
/// wants; one is compiled for each number of samples that is asked for.
final class SampleBatches<Scalar: ExecutionScalar> {
  /// Sets the samples of some numbers as the inputs of a run.
  private let bind: (_ samples: [Int], Executable<Scalar>) throws -> Void
  private let program: (_ samples: Int) throws -> Program
  private var runs: [Int: Executable<Scalar>] = [:]

  /// Samples in memory.
  ///
  /// - Parameter program: The program for a number of samples.
  init(
    inputs: SampleRows<Scalar>, targets: SampleRows<Scalar>,
    _ program: @escaping (_ samples: Int) throws -> Program
  ) {
    bind = { samples, run in
      if let missing = samples.first(where: { !(0..<inputs.count).contains($0) }) {
        throw ModelError.missingSample(missing, count: inputs.count)
      }
      run.withMutableInput(1) { inputs.write(samples, to: &$0) }
      run.withMutableInput(2) { targets.write(samples, to: &$0) }
    }
    self.program = program
  }

  /// Samples that are read block by block.
  ///
  /// - Parameter program: The program for a number of samples.
  init(
    _ cache: BlockCache, input: Shape, target: Shape, _ program: @escaping (_ samples: Int) throws -> Program
  ) {
    bind = { samples, run in
      let part = try cache.samples(samples)
      let (inputs, targets) = (
        try SampleRows<Scalar>(part.inputs, of: input, data: "inputs"),
        try SampleRows<Scalar>(part.targets, of: target, data: "targets")
      )
      let all = Array(0..<samples.count)
      run.withMutableInput(1) { inputs.write(all, to: &$0) }
      run.withMutableInput(2) { targets.write(all, to: &$0) }
    }
    self.program = program
  }

  /// The executable, run over some samples.
  ///
  /// - Parameter prepare: Sets the inputs from 3 on.
  func run(
    at parameters: Span<Double>, over samples: [Int],
    preparing prepare: (Executable<Scalar>) throws -> Void = { _ in }
  ) throws -> Executable<Scalar> {
    guard !samples.isEmpty else { throw ModelError.noSamples }
    let run = try executable(for: samples.count)
    try run.setInput(0, rounding: parameters)
    try bind(samples, run)
    try prepare(run)
    run.run()
    try run.checkGuards()
    return run
  }

  private func executable(for count: Int) throws -> Executable<Scalar> {
    if let run = runs[count] { return run }
    let run = try program(count).compiled(for: Scalar.self)
    runs[count] = run
    return run
  }
}
