// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// What was found about the derivatives by one input.
public struct InputCheck: Hashable, Sendable, Codable {
  /// The input's name, `input 0` when it has none.
  public let name: String
  /// The extents of the input along its axes.
  public let extents: [Int]
  /// The number of entries: elements of the input times elements of the outputs.
  public let entryCount: Int
  /// How many of them were compared with differences.
  public let checkedCount: Int
  /// How many of those are wrong.
  public let badCount: Int
  /// How many could not be told: the differences are not accurate enough.
  public let unresolvedCount: Int
  /// How many lie exactly at a kink, where any number between the slopes to both sides passes.
  public let kinkCount: Int
  /// The entry with the largest relative error, a bad one when there is one.
  public let worst: EntryCheck?
  /// The bad entries with the largest relative errors, worst first; not all when there are many.
  public let badEntries: [EntryCheck]
  /// All visited entries in order, when they were asked for.
  public let entries: [EntryCheck]
  /// A pattern that explains all bad entries.
  public let diagnosis: Diagnosis?
  /// Whether all differences are 0 within a small error, so that derivatives of 0 pass.
  public let isVacuous: Bool

  /// The shape of the input.
  public var shape: Shape { Shape(extents) }

  /// How many entries were not compared one by one.
  public var unvisitedCount: Int { entryCount - checkedCount }

  /// Whether every entry was compared.
  public var isComplete: Bool { checkedCount == entryCount }

  /// To how many digits the worst entry agrees; `nil` when there is none.
  public var digits: Double? { worst?.comparison.digits }

  /// The verdict on this input.
  public var verdict: Verdict { badCount > 0 ? .failed : unresolvedCount > 0 ? .inconclusive : .passed }
}
