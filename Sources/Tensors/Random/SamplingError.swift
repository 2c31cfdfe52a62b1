// SPDX-License-Identifier: Apache-2.0

/// A count of numbers that cannot be drawn from a population.
public struct SamplingError: Error, Hashable, CustomStringConvertible {
  /// How many numbers there are to choose from.
  public let population: Int
  /// How many were asked for.
  public let count: Int

  /// The error of drawing `count` out of `population` numbers.
  public init(population: Int, count: Int) {
    self.population = population
    self.count = count
  }

  /// One line, with the likely fix.
  public var description: String {
    let reason =
      count < 0
      ? "the count is negative"
      : "the population is too small; draw fewer, or let numbers repeat with replacing"
    return "choice(\(population), count: \(count)): \(reason)"
  }
}
