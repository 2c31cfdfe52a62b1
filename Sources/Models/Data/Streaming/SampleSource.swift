// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Samples with their targets, all in memory or read when they are needed.
///
/// A ``Dataset`` is one, and so is a ``StreamedDataset``; a type of one's own reads from wherever samples are.
public protocol SampleSource: Sendable {
  /// The number of samples.
  var count: Int { get }
  /// The shape of a sample.
  var inputShape: Shape { get }
  /// The shape of what belongs to it.
  var targetShape: Shape { get }
  /// The number of neighbouring samples that are read at a time, at least 1; `nil` when all are in memory.
  var blockSize: Int? { get }

  /// The samples of a range, which must be there.
  func samples(_ range: Range<Int>) throws -> Dataset
}

extension Dataset: SampleSource {
  public var inputShape: Shape { Shape(Array(inputs.shape.extents.dropFirst())) }
  public var targetShape: Shape { Shape(Array(targets.shape.extents.dropFirst())) }
  public var blockSize: Int? { nil }
  public func samples(_ range: Range<Int>) -> Dataset { range == 0..<count ? self : self[range] }
}
