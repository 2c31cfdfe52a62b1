// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// One step of an executable. Trivial: places in the arena, counts and indices into the executable's tables.
enum Instruction {
  /// A place in the arena, in elements from its beginning.
  typealias Place = Int

  /// Loops over contiguous elements; in `binary` a stride may be 0, for one element that is repeated.
  case unary(loop: Int, x: Place, y: Place, count: Int)
  case binary(loop: Int, a: Place, aStride: Int, b: Place, bStride: Int, y: Place, count: Int)
  /// Loops with any strides.
  case nestedBinary(loop: Int, nest: Int, a: Place, b: Place, y: Place)
  case nestedTernary(loop: Int, nest: Int, a: Place, b: Place, c: Place, y: Place)

  case fill(y: Place, count: Int, with: Fill)
  /// Combines the elements of `x` into those of `y`, which have been filled.
  case reduce(Reduction, nest: Int, x: Place, y: Place)
  case copy(nest: Int, x: Place, y: Place)
  case accumulate(nest: Int, x: Place, y: Place)
  /// The product of two matrices for each step of the nest.
  case product(index: Int, nest: Int, a: Place, b: Place, y: Place)
  case custom(index: Int)
}

/// What a result begins with.
enum Fill {
  case zero
  case lowest
  case highest
}

/// The extents of one matrix product in memory.
struct ProductShape {
  let geometry: ProductGeometry
  let transposing: Transposition
}
