// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// One step of an executable. Trivial: places in the arena, counts and indices into the plan's tables.
enum Instruction {
  /// A place in the arena, in elements from its beginning.
  typealias Place = Int

  /// Operations on single elements: words of the scalar code.
  case scalars(start: Int, end: Int)
  /// Fused elementwise operations and reductions.
  case chain(index: Int)
  /// The product of two matrices for each step of its nest.
  case product(index: Int)
  case fill(y: Place, count: Int, with: Fill)
  /// Combines the elements of `x` into those of `y`, which have been filled.
  case reduce(ReductionFunction, nest: Int, x: Place, y: Place)
  case copy(nest: Int, x: Place, y: Place)
  case accumulate(nest: Int, x: Place, y: Place)
  case custom(index: Int)
}

/// What a result begins with.
enum Fill {
  case zero
  case lowest
  case highest

  init(for reduction: ReductionFunction) {
    self =
      switch reduction {
      case .sum: .zero
      case .max: .lowest
      case .min: .highest
      }
  }
}
