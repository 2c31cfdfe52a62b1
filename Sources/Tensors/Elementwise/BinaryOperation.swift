// SPDX-License-Identifier: Apache-2.0

/// The elementwise operations on two operands, by the names that errors call them.
enum BinaryOperation: String {
  case add = "+"
  case subtract = "-"
  case multiply = "*"
  case divide = "/"
  case power = "pow"
  case atan2
  case hypot
  case maximum
  case minimum

  /// Writes `left ∘ right` for each element of the walk to `target`, in row-major order. `target` may be `left`.
  func apply<Scalar: Real>(
    _ left: UnsafePointer<Scalar>, _ right: UnsafePointer<Scalar>, along walk: StridedWalk,
    to target: UnsafeMutablePointer<Scalar>
  ) {
    let kernel = Scalar._kernel(function)
    // Operands are contiguous: within a row they run along, or repeat one element.
    walk.forEachRow { position, leftOffset, rightOffset in
      kernel(
        left + leftOffset, walk.leftStride, right + rightOffset, walk.rightStride, target + position,
        walk.rowLength)
    }
  }

  private var function: BinaryFunction {
    switch self {
    case .add: .add
    case .subtract: .subtract
    case .multiply: .multiply
    case .divide: .divide
    case .power: .pow
    case .atan2: .atan2
    case .hypot: .hypot
    case .maximum: .max
    case .minimum: .min
    }
  }
}

extension Tensor {
  /// The elementwise combination, broadcast to the shape that both operands share.
  static func combining(_ a: Tensor, _ b: Tensor, by operation: BinaryOperation) throws(ShapeError) -> Tensor
  {
    guard let shape = a.shape.broadcast(with: b.shape) else { throw broadcastError(operation, a, b) }
    return combining(a, b, to: shape, by: operation)
  }

  /// The elementwise combination of operands that broadcast to `shape`.
  static func combining(_ a: Tensor, _ b: Tensor, to shape: Shape, by operation: BinaryOperation) -> Tensor {
    let walk = walk(a.shape, b.shape, to: shape)
    let count = shape.elementCount
    let combined = a.scalars.withUnsafeBufferPointer { left in
      b.scalars.withUnsafeBufferPointer { right in
        [Scalar](unsafeUninitializedCapacity: count) { target, initialized in
          if let left = left.baseAddress, let right = right.baseAddress, let target = target.baseAddress {
            operation.apply(left, right, along: walk, to: target)
          }
          initialized = count
        }
      }
    }
    return Tensor(unchecked: combined, shape: shape)
  }

  /// Replaces each element by its combination with that of `other`, which must broadcast to this shape.
  mutating func combine(with other: Tensor, by operation: BinaryOperation) throws(ShapeError) {
    guard other.shape.broadcasts(to: shape) else { throw Self.broadcastError(operation, self, other) }
    let walk = Self.walk(shape, other.shape, to: shape)
    scalars.withUnsafeMutableBufferPointer { target in
      other.scalars.withUnsafeBufferPointer { right in
        if let target = target.baseAddress, let right = right.baseAddress {
          operation.apply(target, right, along: walk, to: target)
        }
      }
    }
  }

  /// The walk over operands that broadcast to `shape`; the frequent cases need no strides.
  private static func walk(_ a: Shape, _ b: Shape, to shape: Shape) -> StridedWalk {
    let count = shape.elementCount
    return switch (a == shape, b == shape) {
    case (true, true): StridedWalk(rowLength: count, leftStride: 1, rightStride: 1)
    case (true, _) where b.rank == 0: StridedWalk(rowLength: count, leftStride: 1, rightStride: 0)
    case (_, true) where a.rank == 0: StridedWalk(rowLength: count, leftStride: 0, rightStride: 1)
    default: StridedWalk(shape, left: a.strides(broadcastTo: shape), right: b.strides(broadcastTo: shape))
    }
  }

  private static func broadcastError(_ operation: BinaryOperation, _ a: Tensor, _ b: Tensor) -> ShapeError {
    ShapeError(
      operation.rawValue, [a.shape, b.shape],
      "the shapes do not broadcast: counted from the last axis, extents must be equal or 1")
  }
}
