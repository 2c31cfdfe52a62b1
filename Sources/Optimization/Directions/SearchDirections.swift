// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// What a method with line searches knows of its objective, and the directions that follow from it.
protocol SearchDirections: Archivable {
  /// Whether nothing is known yet: the direction is the negative gradient.
  var isFresh: Bool { get }
  /// Whether a direction has a natural length, which the first step of a search should be.
  var hasNaturalLength: Bool { get }

  /// Writes a direction for `point` into `direction`, `[n]`.
  mutating func direction(at point: Point, into direction: inout Tensor<Double>)
  /// Learns from a step between two points.
  mutating func update(from start: Point, to end: Point)
  /// Forgets what was learned.
  mutating func reset()
}
