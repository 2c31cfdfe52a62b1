// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// Runs a kind of program over samples picked by number.
///
/// The programs take the parameters, inputs and targets, with the samples along the last axes; one is compiled for each
/// number of samples that is asked for.
final class SampleBatches {
  private let data: [Samples]
  private let program: (_ samples: Int) throws -> Program
  private var runs: [Int: Executable<Double>] = [:]

  /// - Parameter program: The program for a number of samples.
  init(inputs: Samples, targets: Samples, _ program: @escaping (_ samples: Int) throws -> Program) {
    data = [inputs, targets]
    self.program = program
  }

  /// The executable, run over some samples.
  func run(at parameters: Span<Double>, over samples: [Int]) throws -> Executable<Double> {
    let run = try executable(for: samples.count)
    try run.setInput(0, rounding: parameters)
    for (number, data) in data.enumerated() {
      let elements = data.samplesLast.scalars.span
      let rows = elements.count / data.count
      var gathered: [Double] = []
      gathered.reserveCapacity(rows * samples.count)
      for row in 0..<rows {
        for sample in samples { gathered.append(elements[row * data.count + sample]) }
      }
      try run.setInput(1 + number, rounding: gathered.span)
    }
    run.run()
    try run.checkGuards()
    return run
  }

  private func executable(for count: Int) throws -> Executable<Double> {
    if let run = runs[count] { return run }
    let run = try program(count).compiled(for: Double.self)
    runs[count] = run
    return run
  }
}
