// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// An executable that keeps the closure it was recorded from, and records it again when a `branch(_:)`
/// decides otherwise.
///
/// ```swift
/// let f = try AdaptiveExecutable(at: [x], transform: { try $0.valueWithGradient() }) { v in
///   [branch(v[0] > 0) ? log(v[0]) : v[0] * v[0]]
/// }
/// let results = try f([x])
/// for reason in f.rerecordings { print(reason) }
/// ```
/// It keeps the recordings of some combinations of decisions, so that going back to one costs a run. Not to
/// be used from two threads at a time.
public final class AdaptiveExecutable<Scalar: ExecutionScalar> {
  /// Why the closure was recorded again, each time: the branch that no recording had taken before, or none
  /// that was kept. Its decision is that of the recording used last.
  public private(set) var rerecordings: [GuardError] = []

  /// The executables of all combinations of decisions that are kept, that of the last run first.
  public private(set) var variants: [Executable<Scalar>] = []

  /// The most combinations of decisions that are kept.
  public let capacity: Int

  private let record: ([Tensor<Scalar>]) throws -> Executable<Scalar>

  /// Records `body` at a point and plans it.
  ///
  /// - Parameters:
  ///   - inputs: A value for each input.
  ///   - names: Names for the first inputs.
  ///   - capacity: The most combinations of decisions to keep, at least one; the one not used for longest
  ///     goes.
  ///   - transform: What to run of each recording, such as `{ try $0.gradient() }`. Inputs that it adds come
  ///     last.
  ///   - body: From the inputs to the outputs; it is called for each combination of decisions.
  /// - Throws: `RecordingError`, the first mistake made in `body`, and what `body` and `transform` throw.
  public init(
    at inputs: [Tensor<Scalar>], named names: [String] = [], capacity: Int = 8,
    transform: @escaping (Program) throws -> Program = { $0 },
    _ body: @escaping ([Variable]) throws -> [Variable]
  ) throws {
    let count = inputs.count
    self.capacity = max(1, capacity)
    record = { inputs in
      try transform(Program(at: Array(inputs.prefix(count)), named: names, body)).compiled(for: Scalar.self)
    }
    variants = [try record(inputs)]
  }

  /// Runs the recording that takes the branches which these inputs decide for; makes it when there is none.
  ///
  /// - Throws: `ShapeError` when the number or the shape of the inputs does not fit; what recording throws;
  ///   `GuardError` when a new recording decides otherwise on the same inputs, by rounding or because `body`
  ///   is not a function of its inputs.
  /// - Complexity: A run, and one more for each combination of decisions that is tried before; where one is
  ///   new, a recording, transform and plan.
  public func callAsFunction(_ inputs: [Tensor<Scalar>]) throws -> [Tensor<Scalar>] {
    var reason: GuardError?
    for (number, variant) in variants.enumerated() {
      do {
        let results = try variant(inputs)
        if number > 0 { variants.insert(variants.remove(at: number), at: 0) }
        return results
      } catch let error as GuardError {
        reason = reason ?? error
      }
    }
    let variant = try record(inputs)
    if let reason { rerecordings.append(reason) }
    variants.insert(variant, at: 0)
    if variants.count > capacity { variants.removeLast() }
    return try variant(inputs)
  }
}
