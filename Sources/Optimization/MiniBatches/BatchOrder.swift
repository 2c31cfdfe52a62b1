// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The numbers of samples in random order, dealt out in batches, anew for each epoch.
struct BatchOrder {
  private let size: Int
  private var samples: [Int]
  private var random: Xoshiro256

  init(sampleCount: Int, batchSize: Int, seed: UInt64) {
    size = min(batchSize, sampleCount)
    samples = Array(0..<sampleCount)
    random = Xoshiro256(seed: seed)
  }

  /// The batches of an epoch; the last one has what is left.
  mutating func next() -> [[Int]] {
    // A batch of all samples needs no order, and without one rounding is that of a full batch.
    if size < samples.count { random.shuffle(&samples) }
    return stride(from: 0, to: samples.count, by: size).map {
      Array(samples[$0..<min($0 + size, samples.count)])
    }
  }
}
