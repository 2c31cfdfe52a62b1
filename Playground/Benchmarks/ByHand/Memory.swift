// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// Zeroed memory for what is written by hand to be compared with: neither checks of bounds nor copies on writing.
final class Memory<Scalar: Real> {
  let start: UnsafeMutablePointer<Scalar>
  let count: Int

  init(_ count: Int) {
    start = .allocate(capacity: max(1, count))
    start.initialize(repeating: 0, count: count)
    self.count = count
  }

  convenience init(_ tensor: Tensor<Scalar>) {
    self.init(tensor.count)
    for (i, scalar) in tensor.scalars.enumerated() { start[i] = scalar }
  }

  deinit { start.deallocate() }
}
