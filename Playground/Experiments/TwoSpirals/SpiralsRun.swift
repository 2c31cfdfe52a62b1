// SPDX-License-Identifier: Apache-2.0

/// One run of a method on the two spirals: what it reached, and at what cost.
struct SpiralsRun: Sendable, Encodable {
  enum Method: String, CaseIterable, Encodable {
    case levenbergMarquardt = "LM"
    /// Adam with all its epochs.
    case adam = "Adam"
    /// The same run, ended as in the published text: when its validation error stops to fall, with the weights
    /// that it was lowest at.
    case adamStoppedEarly = "Adam, stopped early"
  }

  let method: Method
  let inputs: TwoSpirals.Inputs
  /// The seed of the start weights.
  let seed: UInt32
  /// Sums of squared errors over both outputs.
  let trainSSQ: Double
  let validationSSQ: Double
  /// The numbers of samples whose larger output is not their class's.
  let trainErrors: Int
  let validationErrors: Int
  let iterations: Int
  let seconds: Double
  /// Why the run ended, in words.
  let status: String
  /// The training sum of squares at the start and after each iteration.
  var values: [Double] = []

  private enum CodingKeys: CodingKey {
    case method, inputs, seed, trainSSQ, validationSSQ, trainErrors, validationErrors, iterations, seconds,
      status
  }

  /// A sum of squares at its floor of 1 (`TwoSpirals.trainsBothOrigins`), but for what nobody wants to wait for.
  static let floor = 1.001

  /// Whether at most one training point is on the wrong side.
  var isSeparated: Bool { trainErrors <= 1 }

  /// Whether, beyond that, the sum of squares is at its floor.
  var isSolved: Bool { isSeparated && trainSSQ <= Self.floor }

  /// The iterations until the sum of squares was at its floor; `nil` if never.
  var iterationsToFloor: Int? { values.firstIndex { $0 <= Self.floor } }
}
