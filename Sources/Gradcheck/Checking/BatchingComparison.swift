// SPDX-License-Identifier: Apache-2.0
internal import Autodiff
internal import Tensors

/// A program applied to a batch beside a loop over the samples.
struct BatchingComparison {
  private static let count = 3
  private let program: Program
  private let point: [Tensor<Double>]
  private let batched: [Int]

  init(_ program: Program, at point: [Tensor<Double>], over inputs: [Int]? = nil) throws {
    guard point.map(\.shape) == program.inputShapes else {
      throw ShapeError(
        "batchcheck", point.map(\.shape), "the program takes inputs of shapes \(program.inputShapes)")
    }
    self.program = program
    self.point = point
    batched = inputs ?? Array(point.indices)
  }

  /// The values, and the derivatives of both sweeps.
  func checks(seed: UInt64) throws -> [IdentityCheck] {
    try [
      ("values", program), ("vjp", try program.vjp()), ("jvp", try program.jvp()),
    ].map { name, program in try check("vmap of \(name) = loop over the samples", program, seed) }
  }

  /// The seeds of a derivative have a value for each sample, too.
  private func check(_ name: String, _ program: Program, _ seed: UInt64) throws -> IdentityCheck {
    var random = Xoshiro256(seed: seed)
    let over = batched + Array(point.count..<program.inputShapes.count)
    let seeds = program.inputShapes.dropFirst(point.count).map { shape in
      Tensor<Double>.uniform(shape, from: 0.5, to: 1.5, using: &random)
    }
    let samples = (0..<Self.count).map { _ in
      (point + seeds).enumerated().map { number, value in
        guard over.contains(number) else { return value }
        return value * (1 + 0.01 * Tensor.uniform(value.shape, from: -1, to: 1, using: &random))
      }
    }
    let loop = try samples.map { try program.run($0) }
    let batches = samples[0].indices.map { number in
      over.contains(number) ? Self.samplesLast(samples.map { $0[number] }) : samples[0][number]
    }
    let batch = try program.vmap(over: over, count: Self.count).run(batches)
    let looped = loop[0].indices.flatMap { output in Self.samplesLast(loop.map { $0[output] }).scalars }
    let tolerance = 64 * Double(max(1, program.count)).squareRoot() * Double.ulpOfOne
    return IdentityCheck(name, batch.flatMap(\.scalars), looped, tolerance: tolerance)
  }

  private static func samplesLast(_ samples: [Tensor<Double>]) -> Tensor<Double> {
    let shape = samples[0].shape
    var batch = Tensor<Double>.zeros(Shape(shape.extents + [samples.count]))
    batch.withMutableScalars { scalars in
      for (number, sample) in samples.enumerated() {
        for (place, value) in sample.scalars.enumerated() { scalars[place * samples.count + number] = value }
      }
    }
    return batch
  }
}
