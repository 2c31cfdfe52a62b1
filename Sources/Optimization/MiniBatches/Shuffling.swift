// SPDX-License-Identifier: Apache-2.0

/// By which random numbers samples are put in order before each epoch.
public enum Shuffling: Hashable, Sendable {
  /// The toolkit's own.
  case standard
  /// Those of NumPy: the numbers of the samples are shuffled as by `numpy.random.RandomState(seed).shuffle`, again and again. Of
  /// the seed the lower 32 bits count.
  case numPy
}
