// SPDX-License-Identifier: Apache-2.0
import PlaygroundModels
internal import TestSupport
internal import Testing
internal import Wengert

@testable internal import playground

/// The published data, computed with NumPy.
private struct Reference: Decodable {
  let points: [[Double]]
  let training: [Int]
  let validation: [Int]
  let initialWeights: [Double]
  let initialTrainSSQ: Double
  let initialValidationSSQ: Double

  static let spirals: Result<Reference, any Error> = Result { try fixture("spirals") }
}

@Suite("two spirals")
struct TwoSpiralsTests {
  private let reference: Reference
  private let spirals: TwoSpirals

  init() throws {
    reference = try Reference.spirals.get()
    spirals = try TwoSpirals()
  }

  @Test func `points and split are the published ones`() {
    #expect(spirals.points.count == 500)
    for (row, (point, published)) in zip(spirals.points, reference.points).enumerated() {
      #expect(agrees(point.x, published[0]), "row \(row)")
      #expect(agrees(point.y, published[1]), "row \(row)")
    }
    #expect(spirals.trainingRows == reference.training)
    #expect(spirals.validationRows == reference.validation)
    #expect(spirals.trainsBothOrigins)
  }

  @Test func `start weights are the published ones`() {
    let weights = TwoSpirals.startWeights(seed: 1)
    #expect(weights.count == 127)
    for (index, (weight, published)) in zip(weights.scalars, reference.initialWeights).enumerated() {
      #expect(agrees(weight, published), "weight \(index)")
    }
  }

  @Test func `the published start has the published sums of squares`() throws {
    let network = PlainNetwork(weights: TwoSpirals.startWeights(seed: 1).scalars)
    let (training, validation) = try spirals.samples(.raw)
    #expect(agrees(network.sumOfSquares(training), reference.initialTrainSSQ))
    #expect(agrees(network.sumOfSquares(validation), reference.initialValidationSSQ))
  }

  @Test func `the recorded network has the published sums of squares, too`() throws {
    let network = try Networks.spirals()
    let weights = TwoSpirals.startWeights(seed: 1)
    let (training, validation) = try spirals.samples(.raw)
    for (samples, published) in [
      (training, reference.initialTrainSSQ), (validation, reference.initialValidationSSQ),
    ] {
      let problem = try LeastSquares(network, inputs: samples.inputs, targets: samples.targets)
      let sum = try problem.value(at: weights)
      #expect(agrees(sum, published), "\(sum) instead of \(published)")
    }
  }

  @Test(
    "sums of squares of other starts, computed with NumPy",
    arguments: [
      (1, TwoSpirals.Inputs.scaled, 200.24778978763166, 50.40915289710504),
      (2, .raw, 199.71343217930803, 50.13032312287282),
      (20, .scaled, 200.58016872973047, 49.85533195507534),
    ])
  func sums(seed: UInt32, inputs: TwoSpirals.Inputs, trainSSQ: Double, validationSSQ: Double) throws {
    let network = PlainNetwork(weights: TwoSpirals.startWeights(seed: seed).scalars)
    let (training, validation) = try spirals.samples(inputs)
    #expect(agrees(network.sumOfSquares(training), trainSSQ))
    #expect(agrees(network.sumOfSquares(validation), validationSSQ))
  }

  @Test func `scaled inputs are mirrored and fill their range`() throws {
    let raw = try spirals.samples(.raw).training.inputs.scalars
    let scaled = try spirals.samples(.scaled).training.inputs.scalars
    for axis in 0..<2 {
      let column = stride(from: axis, to: raw.count, by: 2)
      let leftmost = try #require(column.min { raw[$0] < raw[$1] })
      let rightmost = try #require(column.max { raw[$0] < raw[$1] })
      #expect(scaled[rightmost] == 0.1)
      #expect(abs(scaled[leftmost] - 0.9) < 1e-15)
    }
  }

  /// Agreement to 1 unit in the last place.
  private func agrees(_ number: Double, _ published: Double) -> Bool {
    abs(number - published) <= published.ulp
  }
}
