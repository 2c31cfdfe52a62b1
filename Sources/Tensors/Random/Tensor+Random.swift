// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// A tensor of the given shape with elements from `low..<high`, drawn in row-major order in double precision
  /// and rounded.
  @inlinable
  public static func uniform(
    _ shape: Shape, from low: Scalar = 0, to high: Scalar = 1, using source: inout some RandomSource
  ) -> Tensor {
    let (low, high) = (Double(low), Double(high))
    return filled(shape) { Scalar(source.uniform(from: low, to: high)) }
  }

  /// A tensor of the given shape with elements from the normal distribution of mean 0 and variance 1, drawn in
  /// row-major order in double precision and rounded.
  @inlinable
  public static func standardNormal(_ shape: Shape, using source: inout some RandomSource) -> Tensor {
    filled(shape) { Scalar(source.standardNormal()) }
  }

  @inlinable
  static func filled(_ shape: Shape, by next: () -> Scalar) -> Tensor {
    Tensor(unchecked: (0..<shape.elementCount).map { _ in next() }, shape: shape)
  }
}
