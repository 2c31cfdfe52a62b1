// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// The scalers of a model's inputs and targets, which training applies and predictions undo.
///
/// ```swift
/// options.scaling = .standard(training)
/// ```
public struct Scaling: Hashable, Sendable, Codable {
  /// That of the inputs; `nil` where they stay as they are.
  public var inputs: Scaler?
  /// That of the targets; `nil` where they stay as they are.
  public var targets: Scaler?

  /// The given scalers.
  public init(inputs: Scaler?, targets: Scaler?) {
    self.inputs = inputs
    self.targets = targets
  }

  /// To mean 0 and variance 1, over the samples that train.
  public static func standard(_ training: Dataset) -> Scaling {
    Scaling(inputs: .standard(training.inputs), targets: .standard(training.targets))
  }

  /// The inputs to mean 0 and variance 1, over the samples that train; targets that are classes stay as they are.
  public static func standardInputs(_ training: Dataset) -> Scaling {
    Scaling(inputs: .standard(training.inputs), targets: nil)
  }

  /// Scaled samples.
  ///
  /// - Throws: `ModelError` when they have another number of elements than those that the scalers were fitted to.
  public func callAsFunction(_ data: Dataset) throws(ModelError) -> Dataset {
    Dataset(
      try inputs?(data.inputs) ?? data.inputs, try targets?(data.targets) ?? data.targets)
  }
}

extension Scaling: Archivable {
  /// Saves or restores the numbers of both scalers.
  public mutating func exchange(with archive: inout StateArchive) {
    archive.exchange("inputs", &inputs, like: Scaler(offset: [], size: []))
    archive.exchange("targets", &targets, like: Scaler(offset: [], size: []))
  }
}

extension Scaler: Archivable {
  /// Saves or restores the numbers.
  public mutating func exchange(with archive: inout StateArchive) {
    var (offset, size) = (offset, size)
    archive.exchange("offset", &offset)
    archive.exchange("size", &size)
    guard offset.count == size.count else {
      return archive.reject("size", "is of another length than offset")
    }
    self = Scaler(offset: offset, size: size)
  }
}
