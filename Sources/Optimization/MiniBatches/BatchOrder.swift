// SPDX-License-Identifier: Apache-2.0
internal import Tensors

/// The numbers of samples in random order, dealt out in batches, anew for each epoch.
///
/// Samples that are read in blocks are shuffled in two steps, the blocks and the samples of each: batches then lie in
/// neighbouring blocks.
struct BatchOrder: Archivable {
  private let size: Int
  private let blockSize: Int?
  private var samples: [Int]
  private var random: Xoshiro256
  /// NumPy's generator, where its order is wanted.
  private var numPy: RandomState?

  init(
    sampleCount: Int, batchSize: Int, blockSize: Int? = nil, seed: UInt64, shuffling: Shuffling = .standard
  ) {
    size = min(batchSize, sampleCount)
    self.blockSize = blockSize
    samples = Array(0..<sampleCount)
    random = Xoshiro256(seed: seed)
    numPy = shuffling == .numPy ? RandomState(seed: UInt32(truncatingIfNeeded: seed)) : nil
  }

  /// The number of batches; the last one has what is left.
  var count: Int { (samples.count + size - 1) / size }

  /// The samples of a batch.
  subscript(batch: Int) -> [Int] { Array(samples[batch * size..<min((batch + 1) * size, samples.count)]) }

  /// Puts the samples in the order of the next epoch.
  mutating func shuffle() {
    // A batch of all samples needs no order, and without one rounding is that of a full batch.
    guard size < samples.count else { return }
    guard var source = numPy else {
      var source = random
      shuffle(using: &source)
      return random = source
    }
    shuffle(using: &source)
    numPy = source
  }

  private mutating func shuffle(using source: inout some RandomSource) {
    guard let blockSize else { return source.shuffle(&samples) }
    let count = samples.count
    samples.removeAll(keepingCapacity: true)
    for block in source.permutation(of: (count + blockSize - 1) / blockSize) {
      var own = Array(block * blockSize..<min((block + 1) * blockSize, count))
      source.shuffle(&own)
      samples += own
    }
  }

  mutating func exchange(with archive: inout StateArchive) {
    var saved = size
    archive.exchange("batchSize", &saved)
    if saved != size { archive.reject("batchSize", "is \(saved), not \(size)") }
    let count = samples.count
    archive.exchange("samples", &samples)
    archive.exchange("random", &random)
    archive.exchange("numPy", &numPy, like: RandomState(seed: 0))
    guard samples.count == count, Set(samples).count == count, samples.allSatisfy((0..<count).contains) else {
      return archive.reject("samples", "does not have each of \(count) samples once")
    }
  }
}
