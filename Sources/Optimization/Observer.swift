// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// A function that a method calls with the start and after each iteration. An error it throws ends the run.
public typealias Observer = (IterationState) throws -> Directive

/// An observer's answer.
public enum Directive: Sendable, Hashable {
  /// Go on.
  case `continue`
  /// End the run with the best point so far and the status `.stopped(by: .callback)`.
  case stop
}

/// Where a run stands: the figures of an iteration's record, as members of this value, and the parameters.
@dynamicMemberLookup
public struct IterationState: Sendable {
  /// What the iteration did.
  public let record: IterationRecord
  /// The parameters where it ended, `[n]`.
  public let parameters: Tensor<Double>

  /// The state after the iteration of `record`, which ended at `parameters`.
  public init(record: IterationRecord, parameters: Tensor<Double>) {
    self.record = record
    self.parameters = parameters
  }

  /// A figure of the iteration's record.
  public subscript<Figure>(dynamicMember figure: KeyPath<IterationRecord, Figure>) -> Figure {
    record[keyPath: figure]
  }
}

/// An observer that prints a line every so many iterations and lets the run go on.
///
/// - Parameters:
///   - interval: From one line to the next, in iterations.
///   - output: Where the line goes.
public func printingObserver(
  every interval: Int = 1, to output: @escaping (String) -> Void = { print($0) }
) -> Observer {
  { state in
    if state.iteration.isMultiple(of: max(1, interval)) { output("\(state.record)") }
    return .continue
  }
}
