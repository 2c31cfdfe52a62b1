// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A tensor that belongs to a model, as a stretch of the model's parameter vector.
public struct Parameter: Hashable, Sendable {
  /// Where its values come from.
  public enum Role: Hashable, Sendable {
    /// Learned, by following derivatives.
    case learned
    /// Observed while training, as running means are. Derivatives by it are zero.
    case observed
  }

  /// The name it was declared under.
  public let name: String
  /// Its shape.
  public let shape: Shape
  /// Its elements, row-major, in the parameter vector.
  public let range: Range<Int>
  /// How it begins.
  public let initializer: Initializer
  /// Where its values come from.
  public let role: Role
  /// What its size costs.
  public let penalty: Penalty?
}
