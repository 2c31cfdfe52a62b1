// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A tensor that a model learns, as a stretch of the model's parameter vector.
public struct Parameter: Hashable, Sendable {
  /// The name it was declared under.
  public let name: String
  /// Its shape.
  public let shape: Shape
  /// Its elements, row-major, in the parameter vector.
  public let range: Range<Int>
  /// How it begins.
  public let initializer: Initializer
}
