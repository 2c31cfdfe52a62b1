// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// The notebook's data: y = 9x³ + 5x² + 1000·N(0, 1) at x = −10, −9.5, ..., 99.5, both divided by their largest value.
///
/// A third of the rows, drawn at random, tests; of the others the last third validates.
struct CubicData: Sendable {
  let training: Dataset
  let validation: Dataset
  let test: Dataset
  /// The variance of the noise in units of the divided targets, whose largest one is taken without noise: no model has a lower error, but by luck.
  let noise: Double

  init(seed: Int) throws {
    var random = RandomState(seed: UInt32(seed))
    let (rest, test) = Dataset.cubic(using: &random).split(holdingOut: 1.0 / 3, using: &random)
    // As Keras splits with validation_split = 0.33.
    let border = Int(Double(rest.count) * (1 - 0.33))
    training = rest[..<border]
    validation = rest[border...]
    self.test = test
    let largest = 9 * Double.pow(99.5, 3) + 5 * Double.pow(99.5, 2)
    noise = Double.pow(1000 / largest, 2)
  }

  /// The mean squared error on the test rows of the best constant, the mean of the training targets.
  var errorOfConstant: Double {
    let mean = training.targets.scalars.reduce(0, +) / Double(training.count)
    return test.targets.scalars.reduce(0) { $0 + ($1 - mean) * ($1 - mean) } / Double(test.count)
  }
}
