// SPDX-License-Identifier: Apache-2.0
public import Tensors

/// Decides by a recorded value which way to go on recording.
///
/// ```swift
/// let g = try gradient(at: x) { x in branch(sum(x) > 0) ? log(sum(x)) : sum(x * x) }
/// ```
/// Only the chosen way is recorded, with a *guard*: a run of the program on which the condition decides
/// otherwise throws `GuardError`, and an `AdaptiveExecutable` records again. Derivatives are those of the
/// chosen way.
///
/// The recording must know values, as `gradient(at:of:)` and its like do, and `Program(at:)`. A recording
/// that knows shapes only refuses it; compute both ways and `select(_:_:_:)` there, and wherever elements
/// decide for themselves.
///
/// - Parameter condition: One element; anything but 0 is yes.
/// - Returns: The decision; `false` after a mistake, which the call that closes the recording throws.
/// - Complexity: Runs the part of the recording that the condition depends on.
public func branch(_ condition: Variable, file: StaticString = #fileID, line: UInt = #line) -> Bool {
  let location = SourceLocation(file: file, line: line)
  func refuse(_ reason: String) -> Bool {
    _ = fault("branch", [condition], reason, at: location)
    return false
  }
  if let literal = condition.literal { return literal != 0 }
  guard let storage = condition.storage, condition.isAlive else {
    return refuse("a variable was used after its recording ended, or a constant made outside of one")
  }
  if let current = CurrentTape.storage, current != storage {
    return refuse("\(condition.described) belongs to another tape; pass it in as an input of this recording")
  }
  guard condition.shape.elementCount == 1 else {
    return refuse(
      "the condition has \(condition.shape.elementCount) elements, but one decides; reduce it, for instance with "
        + "min or max, or let each element decide with select(_:_:_:)")
  }
  // After a mistake the values mean nothing.
  if storage.pointee.fault != nil { return false }
  let (list, outputs, captured) = storage.pointee.list.extracted(from: 0, to: [condition.index])
  let numbers = captured.map { Int(storage.pointee.list.nodes[Int($0)].first) }
  let program = Program(list, outputs: outputs)
  if captured.isEmpty { return program.decides([Tensor<Double>]()) }
  guard let point = storage.pointee.point, numbers.allSatisfy(point.values.indices.contains) else {
    return refuse(
      "this recording knows shapes but no values to decide by; record it with Program(at:) or gradient(at:of:), "
        + "or compute both ways with select(_:_:_:)")
  }
  let values = numbers.map { point.values[$0] }
  let decision =
    point.isSinglePrecision ? program.decides(values.map { Tensor<Float>($0) }) : program.decides(values)
  storage.pointee.list.guards.append(
    RecordedGuard(condition: condition.index, decision: decision, location: location))
  return decision
}

/// The values of a tape's inputs, for the recordings that know them.
struct RecordingPoint {
  let values: [Tensor<Double>]
  /// Whether decisions are those of runs in `Float`.
  let isSinglePrecision: Bool

  init<Scalar: ExecutionScalar>(_ values: [Tensor<Scalar>]) {
    self.values = values.map { Tensor<Double>($0) }
    isSinglePrecision = Scalar.self == Float.self
  }
}

extension Program {
  /// Records `body` once at a point: as `init(inputs:named:_:)` does, but `branch(_:)` decides by the values
  /// there.
  ///
  /// - Parameters:
  ///   - inputs: A value for each input. They do not become part of the program, but decisions do, as guards.
  ///   - names: Names for the first inputs.
  ///   - body: From the inputs to the outputs.
  /// - Throws: `RecordingError`, the first mistake made in `body`, and what `body` throws.
  public init<Scalar: ExecutionScalar>(
    at inputs: [Tensor<Scalar>], named names: [String] = [], _ body: ([Variable]) throws -> [Variable]
  ) throws {
    try self.init(inputs: inputs.map { $0.shape }, named: names, at: RecordingPoint(inputs), body)
  }

  /// The branches that its recording took, which a run must take, too.
  public var guardCount: Int { list.guards.count }

  fileprivate func decides<Scalar: ExecutionScalar>(_ inputs: [Tensor<Scalar>]) -> Bool {
    do {
      return try run(inputs)[0].scalars[0] != 0
    } catch {
      fatalError("the values of a recording do not fit its inputs: \(error)")
    }
  }
}
