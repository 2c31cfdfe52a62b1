// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Where and how often training saves all that it takes to go on after the process has ended, however it ended.
///
/// ```swift
/// options.checkpoints = Checkpoints("run.safetensors", every: .epochs(5))
/// ```
/// A run that is started again with the same model, data and method goes on where the file says, and reaches the same
/// bits as one that was never interrupted.
///
/// The file is a safetensors file: the parameters under their names, so that other programs read them as weights, and
/// under `run/` what the method and the training remember: sums of gradients, generators, the order of samples, the
/// history. It is written beside and renamed, carries a checksum, and the one before is kept as `path.previous`.
public struct Checkpoints: Hashable, Sendable {
  /// How often.
  public enum Interval: Hashable, Sendable {
    /// After a number of updates of the parameters.
    case updates(Int)
    /// After a number of epochs, or of iterations over all samples.
    case epochs(Int)
    /// After the first update that ends this many seconds after the last checkpoint.
    case seconds(Double)
  }

  /// The path of the file.
  public var path: String
  /// How often it is written. At the end of a run it always is.
  public var interval: Interval
  /// Whether a run goes on from the file when it is there. Otherwise it starts anew, and replaces the file.
  public var resumes: Bool

  /// Checkpoints in the file at `path`.
  public init(_ path: String, every interval: Interval = .epochs(1), resumes: Bool = true) {
    self.path = path
    self.interval = interval
    self.resumes = resumes
  }

  /// The path of the checkpoint before the last one.
  public var previousPath: String { path + ".previous" }
}

/// The checkpoint that a run went on from.
public struct Resumption: Hashable, Sendable {
  /// Its path.
  public let path: String
  /// The number of the last whole epoch in it.
  public let epoch: Int
  /// What is wrong with the newer one, when the previous was taken.
  public let fault: String?
}

/// A checkpoint that a run cannot go on from.
public struct CheckpointError: Error, Hashable, CustomStringConvertible {
  /// Its path.
  public let path: String
  /// How it differs from what the run needs; empty when it could not be read.
  public let mismatch: StateMismatch
  /// What is wrong, when it could not be read.
  public let fault: String?
  /// What is wrong with the previous one, when there is one.
  public let previousFault: String?

  /// One or two sentences, with the way out.
  public var description: String {
    let reason =
      fault ?? "\(path): the checkpoint is not one of this model, data and method; \(mismatch)"
    let previous = previousFault.map { "; nor can the previous one be used: \($0)" } ?? ""
    return reason + previous + "; start anew with another path or without resuming"
  }
}
