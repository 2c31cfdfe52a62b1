// SPDX-License-Identifier: Apache-2.0

extension Tensor {
  /// A tensor of the given shape, read out of this one's elements from `offset` on with the given strides.
  /// O(elements of `shape`).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package func gathered(shape: Shape, from offset: Int = 0, strides: [Int]) -> Tensor {
    let count = shape.elementCount
    let walk = StridedWalk(shape, left: strides, right: shape.strides)
    let gathered = scalars.withUnsafeBufferPointer { source in
      [Scalar](unsafeUninitializedCapacity: count) { target, initialized in
        walk.forEachRow { position, left, _ in
          let row = position..<position + walk.rowLength
          if walk.leftStride == 1 {
            _ = target[row].initialize(fromContentsOf: source[offset + left..<offset + left + row.count])
          } else {
            for i in 0..<row.count {
              target.initializeElement(at: position + i, to: source[offset + left + i * walk.leftStride])
            }
          }
        }
        initialized = count
      }
    }
    return Tensor(unchecked: gathered, shape: shape)
  }

  /// Overwrites the elements found from `offset` on with the given strides by those of `source`, which
  /// broadcasts to `shape`. O(elements of `shape`).
  @specialized(where Scalar == Double)
  @specialized(where Scalar == Float)
  package mutating func scatter(_ source: Tensor, shape: Shape, from offset: Int, strides: [Int]) {
    let walk = StridedWalk(shape, left: strides, right: source.shape.strides(broadcastTo: shape))
    scalars.withUnsafeMutableBufferPointer { target in
      source.scalars.withUnsafeBufferPointer { source in
        walk.forEachRow { _, left, right in
          for i in 0..<walk.rowLength {
            target[offset + left + i * walk.leftStride] = source[right + i * walk.rightStride]
          }
        }
      }
    }
  }
}
