// SPDX-License-Identifier: Apache-2.0

/// What can be saved and restored to the last bit: the state of a run, part by part.
public protocol Archivable {
  /// Passes every part to the archive under a name, which saves it, or puts the part that was saved in its place.
  ///
  /// One list of names serves both ways, so that what is saved cannot differ from what is restored:
  /// ```swift
  /// mutating func exchange(with archive: inout StateArchive) {
  ///   archive.exchange("mean", &mean)
  ///   archive.exchange("bias", &bias)
  /// }
  /// ```
  mutating func exchange(with archive: inout StateArchive)
}

extension Tensor<Double>: Archivable {
  /// Saves or restores the numbers. The shape must be the one that was saved.
  public mutating func exchange(with archive: inout StateArchive) { archive.exchange(&self) }
}
