// SPDX-License-Identifier: Apache-2.0

/// How thoroughly derivatives are checked.
public struct GradcheckOptions: Hashable, Sendable {
  /// The seed of the random directions, and of the sample of entries.
  public var seed: UInt64
  /// The number of random directions.
  public var directions: Int
  /// The number of input elements up to which every entry is checked. With more elements as many are sampled,
  /// some from every input, and all of an input in which something is wrong; when that has thousands, those that
  /// directions cannot clear. 0 for directions only.
  public var maximumElements: Int
  /// The number of wrong entries that the report lists for each input.
  public var listedEntries: Int
  /// Whether the report lists all entries that were visited, right ones, too.
  public var listsAllEntries: Bool
  /// How derivatives are found without the rules under test.
  public var method: Method

  /// How derivatives are found without the rules under test.
  public enum Method: String, Hashable, Sendable, Codable, CaseIterable {
    /// By differences that are extrapolated to step 0.
    case differences
    /// From the imaginary part of the function at `x + i·h·v` with a tiny `h`, without cancellation: exact to
    /// rounding, for recorded functions whose operations are all analytic and known to the complex step.
    ///
    /// Squire and Trapp, Using complex variables to estimate derivatives of real functions, SIAM Review 40(1), 1998.
    case complexStep
  }

  /// Options; a check with the same ones finds the same.
  public init(
    seed: UInt64 = 1, directions: Int = 3, maximumElements: Int = 1000, listedEntries: Int = 5,
    listsAllEntries: Bool = false, method: Method = .differences
  ) {
    self.seed = seed
    self.directions = directions
    self.maximumElements = maximumElements
    self.listedEntries = listedEntries
    self.listsAllEntries = listsAllEntries
    self.method = method
  }

  /// One random direction and, unless it fails, no entries: for large models, at the cost of some ten to twenty
  /// evaluations.
  public static let directional = GradcheckOptions(directions: 1, maximumElements: 0)
}
