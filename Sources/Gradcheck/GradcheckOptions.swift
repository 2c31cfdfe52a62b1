// SPDX-License-Identifier: Apache-2.0

/// How thoroughly derivatives are checked.
public struct GradcheckOptions: Hashable, Sendable {
  /// The seed of the random directions, and of the sample of entries.
  public var seed: UInt64
  /// The number of random directions.
  public var directions: Int
  /// The number of input elements up to which every entry is checked. With more elements as many are sampled,
  /// some from every input, and all of an input in which something is wrong.
  public var maximumElements: Int

  /// Options; a check with the same ones finds the same.
  public init(seed: UInt64 = 1, directions: Int = 3, maximumElements: Int = 1000) {
    self.seed = seed
    self.directions = directions
    self.maximumElements = maximumElements
  }
}
