// SPDX-License-Identifier: Apache-2.0
import Models
import Tensors
import TestSupport
import Testing

@Suite struct DatasetTests {
  struct Fixture: Decodable {
    struct Samples: Decodable {
      let inputs, targets: [Double]
    }
    struct Split: Decodable {
      let training, heldOut: [Double]
    }
    struct Scaling: Decodable {
      let data, standard, minMax: [Double]
    }

    let sets: [String: Samples]
    let split: Split
    let scaling: Scaling
  }

  let expected: Fixture

  init() throws { expected = try fixture("sklearn/datasets") }

  /// 0, 1, ... as inputs, and their negatives as targets.
  private func numbers(_ count: Int) throws -> Dataset {
    let x = Tensor((0..<count).map(Double.init))
    return try Dataset(inputs: x, targets: -x)
  }

  @Test func toySetsAreThoseOfScikitLearn() throws {
    func source() -> RandomState { RandomState(seed: 7) }
    var sources = [source(), source(), source()]
    let sets = [
      "moons": Dataset.moons(11, noise: 0.1, using: &sources[0]),
      "circles": Dataset.circles(11, factor: 0.6, noise: 0.1, using: &sources[1]),
      "blobs": Dataset.blobs(8, around: [(0, 0), (4, -1), (-3, 2)], deviation: 0.7, using: &sources[2]),
    ]
    for (name, set) in sets {
      let other = try #require(expected.sets[name])
      #expect(set.inputs.shape == [set.count, 2])
      #expect(Tensor(set.inputs.scalars).isClose(to: Tensor(other.inputs), 1e-14), "\(name)")
      #expect(set.targets.scalars == other.targets, "\(name)")
    }
  }

  @Test func splitsAreThoseOfScikitLearn() throws {
    var source = RandomState(seed: 3)
    let (training, heldOut) = try numbers(220).split(holdingOut: 1 / 3.0, using: &source)
    #expect(training.count == 146 && heldOut.count == 74)
    #expect(training.inputs.scalars == expected.split.training)
    #expect(heldOut.inputs.scalars == expected.split.heldOut)
    #expect(heldOut.targets == -heldOut.inputs)
  }

  @Test(arguments: [0, 1, 3, 7, 100]) func partsHoldEachSampleOnce(_ seed: UInt64) throws {
    var source = Xoshiro256(seed: seed)
    let set = try numbers(10)
    let (training, heldOut) = set.split(holdingOut: 0.25, using: &source)
    #expect(heldOut.count == 3)
    #expect(Set(training.inputs.scalars + heldOut.inputs.scalars).count == 10, "seed \(seed)")
    let shuffled = set.shuffled(using: &source)
    #expect(Set(shuffled.inputs.scalars).count == 10 && shuffled.targets == -shuffled.inputs, "seed \(seed)")
    #expect(try training.followed(by: heldOut).count == 10)
  }

  @Test func batchesFollowEachOther() throws {
    let batches = Array(try numbers(10).batches(of: 4))
    #expect(batches.map(\.count) == [4, 4, 2])
    #expect(batches.flatMap(\.inputs.scalars) == (0..<10).map(Double.init))
    #expect(Array(try numbers(0).batches(of: 4)).isEmpty)
  }

  @Test func samplesOfSeveralAxesStayWhole() throws {
    let images = Tensor<Double>(unchecked: (0..<12).map(Double.init), shape: [3, 2, 2])
    let set = try Dataset(inputs: images, targets: [0, 1, 2])
    #expect(set.rows([2, 0]).inputs == [[[8, 9], [10, 11]], [[0, 1], [2, 3]]])
    #expect(set[1...].targets == [1, 2])
  }

  @Test func mistakesAreNamed() throws {
    #expect(throws: ModelError.dataShape(data: "targets", [2], expected: "3 samples, as the inputs have")) {
      try Dataset(inputs: [1, 2, 3], targets: [1, 2])
    }
    #expect(throws: ModelError.self) { try Dataset(inputs: Tensor(1), targets: Tensor(1)) }
    #expect(throws: ModelError.self) { try Scaler(offset: [0, 0], size: [1])([[1], [2]]) }
    #expect(throws: ModelError.self) { try ([0, 1] as Tensor<Double>).oneHot(-1) }
    let wide = try Dataset(inputs: [[1, 2]], targets: [1])
    #expect(throws: ModelError.dataShape(data: "inputs", [3], expected: "samples like those of [1, 2]")) {
      try wide.followed(by: numbers(3))
    }
  }

  // MARK: Preparation

  @Test func scalingIsThatOfScikitLearn() throws {
    let data = Tensor<Double>(unchecked: expected.scaling.data, shape: [6, 3])
    for (scaler, scaled) in [
      (Scaler.standard(data), expected.scaling.standard),
      (Scaler.minMax(data, to: 0.1...0.9), expected.scaling.minMax),
    ] {
      let ours = try scaler(data)
      #expect(ours.isClose(to: Tensor(unchecked: scaled, shape: [6, 3]), 1e-14))
      #expect(try scaler.undone(ours).isClose(to: data, 1e-14))
    }
    #expect(throws: ModelError.self) { try Scaler.standard(data)([1, 2]) }
  }

  @Test func classesAsRowsAndBack() throws {
    let classes: Tensor<Double> = [2, 0, 1, 2]
    let rows = try classes.oneHot(3)
    #expect(rows == [[0, 0, 1], [1, 0, 0], [0, 1, 0], [0, 0, 1]])
    #expect(rows.largestPlaces() == classes)
    #expect(Tensor<Double>(unchecked: [0.2, 0.7, 0.7], shape: [1, 3]).largestPlaces() == [1])
    for wrong in [3, -1, 0.5, Double.nan] {
      let error = try #require(throws: ModelError.self) { try Tensor([0, wrong]).oneHot(3) }
      #expect(error.description == "sample 1 is of class \(wrong); classes are the whole numbers from 0 to 2")
    }
  }

  // MARK: Generators

  @Test func theCubicIsThatOfItsFormula() {
    var source = RandomState(seed: 1)
    let set = Dataset.cubic(using: &source)
    #expect(set.inputs.shape == [220, 1] && set.targets.shape == [220, 1])
    #expect(set.inputs[0, 0] == -10 / 99.5 && set.inputs[219, 0] == 1)
    #expect(set.targets.scalars.max() == 1)
    // NumPy's first normal number for this seed.
    let first = 9 * -1000 + 500 + 1000 * 1.6243453636632417
    let last = first / set.targets[0, 0]
    #expect((last / (9 * 99.5 * 99.5 * 99.5 + 5 * 99.5 * 99.5) - 1).magnitude < 1e-3)
  }

  @Test func spiralsAreThoseOfTheirRules() throws {
    let data = Dataset.spirals(8, turns: 1, radius: 2)
    #expect(data.targets.scalars == Array(repeating: 0, count: 8) + Array(repeating: 1, count: 8))
    // A quarter of the way: a quarter of the radius, a quarter turn.
    #expect(abs(data.inputs[2, 0] - 0.5) < 1e-15 && data.inputs[2, 1].magnitude < 1e-15)
    for row in 0..<8 {
      for axis in 0..<2 { #expect((data.inputs[row, axis] + data.inputs[8 + row, axis]).magnitude < 1e-14) }
    }
    let benchmark = Dataset.benchmarkSpirals()
    let radii = (0..<194).map { row in
      (benchmark.inputs[row, 0] * benchmark.inputs[row, 0] + benchmark.inputs[row, 1]
        * benchmark.inputs[row, 1])
        .squareRoot()
    }
    #expect(abs(radii[0] - 6.5) < 1e-14 && abs(radii[96] - 0.5) < 1e-15 && abs(radii[97] - 6.5) < 1e-14)
    #expect(benchmark.inputs[0, 1] == 6.5 && benchmark.inputs[97, 1] == -6.5)
    #expect(benchmark.targets.scalars.reduce(0, +) == 97)
  }

  @Test func surfacesHaveTheirMinima() {
    #expect(
      Dataset.rosenbrock(1, 1) == 0 && Dataset.rosenbrock(-1, 1) == 4 && Dataset.rosenbrock(0, 2) == 401)
    #expect(Dataset.himmelblau(3, 2) == 0 && Dataset.himmelblau(0, 0) == 170)
    var random = Xoshiro256(seed: 1)
    let data = Dataset.surface(20, over: -2...3, using: &random, Dataset.rosenbrock)
    #expect(data.inputs.scalars.allSatisfy { (-2...3).contains($0) })
    #expect(
      (0..<20).allSatisfy {
        data.targets[$0, 0] == Dataset.rosenbrock(data.inputs[$0, 0], data.inputs[$0, 1])
      })
  }

  @Test func xorAndSineFollowTheirRules() {
    var source = Xoshiro256(seed: 4)
    let xor = Dataset.xor(200, using: &source)
    for row in 0..<200 {
      let (x, y) = (xor.inputs[row, 0], xor.inputs[row, 1])
      #expect((xor.targets[row] == 1) == ((x < 0) != (y < 0)))
    }
    let sine = Dataset.sine(5, using: &source)
    #expect(sine.targets.isClose(to: [[0], [1], [0], [-1], [0]], 1e-15))
  }
}
