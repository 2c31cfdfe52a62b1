// SPDX-License-Identifier: Apache-2.0
internal import CKernels
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

  /// The rows of a matrix, filled up to a length with zeros.
  convenience init(rows matrix: Tensor<Scalar>, filledUpTo length: Int) {
    let (rows, columns) = (matrix.shape[0], matrix.shape[1])
    self.init(rows * length)
    for (i, scalar) in matrix.scalars.enumerated() { start[i / columns * length + i % columns] = scalar }
  }

  deinit { start.deallocate() }

  var scalars: [Scalar] { Array(UnsafeBufferPointer(start: start, count: count)) }
}

extension kernel_level {
  /// The level of the toolkit for code in C.
  init(_ level: Processor.Level) {
    self =
      switch level {
      case .baseline: .baseline
      case .avx2: .avx2
      case .avx512: .avx512
      }
  }
}
